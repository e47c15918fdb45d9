namespace Tieout.Sandbox.Ledgerworks;

/// <summary>One change that subscribers are told of.</summary>
/// <param name="Kind">payment or void.</param>
internal sealed record ChangeRecord(
    long Sequence,
    string Kind,
    long Invoice,
    string Company,
    string Reference,
    string? Number,
    DateOnly Date,
    string? Reason,
    PaymentRecord? Payment
);
