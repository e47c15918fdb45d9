namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>An invoice or credit memo that was read.</summary>
/// <param name="Key">The business key, which decides about duplicates.</param>
/// <param name="LedgerDate">The day it counts in the ledger, <c>uuuu-MM-dd</c>.</param>
/// <param name="Credits">What it credits: a key or number; none for an invoice.</param>
/// <param name="Deducted">What is not to be paid with it.</param>
/// <param name="RateType">How its currency is converted, where the interface says.</param>
internal sealed record ImportedDocument(
    string Key,
    string Company,
    bool IsCredit,
    string Currency,
    string Date,
    string LedgerDate,
    string Customer,
    IReadOnlyList<ImportedRow> Rows,
    IReadOnlyList<ImportedTax> Taxes,
    string? Credits = null,
    decimal Deducted = 0m,
    IReadOnlyList<string>? DeductionAccounts = null,
    string? RateType = null
)
{
    public decimal Net => Rows.Sum(x => x.Amount);

    public decimal Tax => Taxes.Sum(x => x.Tax);
}
