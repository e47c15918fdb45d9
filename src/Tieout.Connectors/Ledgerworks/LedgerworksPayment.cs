namespace Tieout.Connectors.Ledgerworks;

/// <summary>A payment; negative when it takes an earlier one back.</summary>
internal sealed record LedgerworksPayment(
    long Id,
    string Currency,
    decimal Amount,
    DateOnly ValueDate
);
