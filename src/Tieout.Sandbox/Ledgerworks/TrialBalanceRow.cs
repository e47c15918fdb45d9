namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Sums of one account in one currency.</summary>
internal sealed record TrialBalanceRow(
    string Account,
    string Name,
    string Currency,
    decimal Debit,
    decimal Credit
);
