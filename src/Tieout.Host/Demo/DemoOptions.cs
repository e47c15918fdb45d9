using System.ComponentModel.DataAnnotations;
using Tieout.Sandbox.Firm;

namespace Tieout.Host.Demo;

/// <summary>How the demonstration is run.</summary>
public sealed record DemoOptions
{
    /// <summary>Everything it makes is in here. Default <c>.tieout/demo</c>.</summary>
    public string Folder { get; init; } = Path.Combine(".tieout", "demo");

    /// <summary>Decides the firm. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Time entries of the quarter: 500 to 1,000,000. Default 12,000.</summary>
    [Range(FirmOptions.EntriesMin, FirmOptions.EntriesMax)]
    public int Entries { get; init; } = 12_000;

    /// <summary>Starts over: what an earlier run left in the folder is removed. Default false.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Where the simulated ERP listens on loopback; 0 takes a free port. Default 0.</summary>
    [Range(0, 65_535)]
    public int LedgerPort { get; init; }
}
