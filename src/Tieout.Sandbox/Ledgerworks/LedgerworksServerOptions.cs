using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>How a simulated ERP is started.</summary>
public sealed class LedgerworksServerOptions
{
    /// <summary>The SQLite file; made when it is missing, carried on when it is there.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>On the loopback address; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>Decides when tokens expire and how long delays last. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which customers pay when. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What goes wrong. Default: nothing.</summary>
    public FaultProgramme Faults { get; init; } = new();

    /// <summary>The only client there is. Default <c>tieout</c>.</summary>
    public string ClientId { get; init; } = "tieout";

    /// <summary>Its secret; the file holds rehearsal figures only. Default <c>rehearsal</c>.</summary>
    public string ClientSecret { get; init; } = "rehearsal";

    /// <summary>From issue to expiry of a token. Default one hour.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);
}
