namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A payment as Ledgerworks holds it.</summary>
/// <param name="Amount">Negative when it takes an earlier one back.</param>
internal sealed record PaymentRecord(
    long Id,
    long Invoice,
    string Company,
    string Reference,
    string Currency,
    decimal Amount,
    DateOnly ValueDate,
    string? Text,
    long? Reverses
);
