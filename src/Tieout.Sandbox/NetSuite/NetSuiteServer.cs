using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite;

/// <summary>Starts a simulated NetSuite account.</summary>
public static class NetSuiteServer
{
    /// <summary>Starts to answer, with the subsidiaries Rehearsal UK and Rehearsal US.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new NetSuiteApi(options), options, cancellationToken);
}
