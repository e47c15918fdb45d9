using Tieout.Sandbox.LegacyErp.Idoc;
using Tieout.Sandbox.LegacyErp.Oracle;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>Starts a simulated ERP that takes and gives files.</summary>
public static class LegacyErpServer
{
    /// <summary>What it can speak; the first is its default.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["oracle", "idoc"];

    /// <summary>Starts to take files, with two companies, tax codes, accounts and open periods.</summary>
    /// <exception cref="ArgumentException">The format or encoding is none that it knows.</exception>
    /// <exception cref="IOException">The port is taken, or the folder cannot be used.</exception>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        var exchange =
            options.Exchange
            ?? throw new ArgumentException("A system of files needs a folder.", nameof(options));
        IErpInterface spoken = exchange.Format switch
        {
            "oracle" => new OracleInterface(),
            "idoc" => new IdocInterface(),
            _ => throw new ArgumentException(
                $"'{exchange.Format}' is not one of {string.Join(", ", Formats)}.",
                nameof(options)
            ),
        };
        return SimulatorServer.StartAsync(
            new LegacyErpApi(options, exchange, spoken),
            options,
            cancellationToken
        );
    }
}
