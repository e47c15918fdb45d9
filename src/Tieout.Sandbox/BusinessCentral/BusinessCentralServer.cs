using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral;

/// <summary>Starts a simulated Business Central.</summary>
public static class BusinessCentralServer
{
    /// <summary>Starts to answer, with the companies CRONUS UK Ltd. and CRONUS USA, Inc.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new BusinessCentralApi(options), options, cancellationToken);
}
