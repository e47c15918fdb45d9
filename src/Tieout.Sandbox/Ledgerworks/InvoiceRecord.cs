namespace Tieout.Sandbox.Ledgerworks;

/// <summary>An invoice or credit note as Ledgerworks holds it; amounts in major units.</summary>
/// <param name="State">draft, posted, paid or void.</param>
/// <param name="Deducted">Of gross, what is not to be paid with it.</param>
internal sealed record InvoiceRecord(
    long Id,
    string Company,
    string Type,
    string Customer,
    string Reference,
    string Currency,
    DateOnly InvoiceDate,
    DateOnly DueDate,
    string? PurchaseOrder,
    long? RefersTo,
    string ReceivableAccount,
    string TaxAccount,
    string State,
    string? Number,
    DateOnly? AccountingDate,
    decimal Net,
    decimal Tax,
    decimal Gross,
    decimal Deducted,
    decimal Open,
    long Version,
    IReadOnlyList<LineRecord>? Lines = null,
    IReadOnlyList<TaxRecord>? Taxes = null,
    IReadOnlyList<DeductionBody>? Deductions = null
);
