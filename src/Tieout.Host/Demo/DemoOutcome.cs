namespace Tieout.Host.Demo;

/// <summary>How the demonstration ended.</summary>
/// <param name="IsTiedOut">Every figure agrees, in the ledger, with the target and with what went in.</param>
/// <param name="Fingerprint">Of the final state, without ids and times that differ from run to run.</param>
/// <param name="JournalPath">The hub's journal as plain text.</param>
/// <param name="Differences">What does not agree, one sentence each.</param>
public sealed record DemoOutcome(
    bool IsTiedOut,
    string Fingerprint,
    string JournalPath,
    IReadOnlyList<string> Differences
);
