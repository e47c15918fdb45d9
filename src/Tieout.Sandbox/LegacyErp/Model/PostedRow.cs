namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A document that stands in the ledger, or a customer.</summary>
/// <param name="Id">The ERP's own.</param>
/// <param name="LedgerDate">None for a customer.</param>
internal sealed record PostedRow(
    string Key,
    string Id,
    string Number,
    string Company = "",
    string? LedgerDate = null,
    string Currency = "",
    decimal Net = 0m,
    decimal Tax = 0m,
    decimal Open = 0m
);
