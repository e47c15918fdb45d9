namespace Tieout.Connectors.Ledgerworks;

/// <summary>A payment or a void, in the order in which they were recorded.</summary>
internal sealed record LedgerworksChange(
    long Sequence,
    string Kind,
    long Invoice,
    string Reference,
    DateOnly Date,
    string? Reason = null,
    LedgerworksPayment? Payment = null
);
