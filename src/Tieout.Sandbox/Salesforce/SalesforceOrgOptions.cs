using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce;

/// <summary>How a simulated organisation is started.</summary>
public sealed class SalesforceOrgOptions
{
    /// <summary>See <see cref="SimulatorOptions.DatabasePath"/>. Default none.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>On the loopback address; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>What time it is in the organisation. Default: the system's, adjustable.</summary>
    public SandboxClock Clock { get; init; } = new(TimeProvider.System);

    /// <summary>Decides ids and tokens. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What goes wrong. Default: nothing.</summary>
    public FaultProgramme Faults { get; init; } = new();

    /// <summary>Object files that the organisation has. Default: the standard ones.</summary>
    public IReadOnlyList<string> Editions { get; init; } = ["Standard"];

    /// <summary>Of records that name none. Default USD.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Consumer key of the only connected app. Default <c>tieout</c>.</summary>
    public string ClientId { get; init; } = "tieout";

    /// <summary>Its secret. Default <c>rehearsal</c>.</summary>
    public string ClientSecret { get; init; } = "rehearsal";

    /// <summary>
    /// The key that assertions have to be signed with, as PEM. Default none: the claims are checked and
    /// the signature is not.
    /// </summary>
    public string? AssertionPublicKey { get; init; }

    /// <summary>A session that nobody uses for so long is over. Default two hours.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Calls that are answered in any 24 hours. Default 15,000.</summary>
    public int DailyCalls { get; init; } = 15_000;
}
