namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A journal entry.</summary>
/// <param name="Kind">posting, void, payment or payment-reversal.</param>
internal sealed record JournalRecord(
    long Id,
    string Company,
    DateOnly Date,
    string Kind,
    long Invoice,
    string? Number,
    string Currency,
    IReadOnlyList<JournalLineRecord> Lines
);
