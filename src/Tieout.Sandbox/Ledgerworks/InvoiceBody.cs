namespace Tieout.Sandbox.Ledgerworks;

/// <summary>An invoice or credit note as it is sent to Ledgerworks.</summary>
/// <param name="Type">invoice or credit-note.</param>
/// <param name="Customer">The customer's code in the company.</param>
/// <param name="Reference">Free text of the caller; NOT unique, like in most ERPs.</param>
/// <param name="RefersTo">For a credit note: id of the posted invoice that it credits.</param>
/// <param name="Taxes">
/// For a credit note: the tax of its codes, where the caller knows what is left of the invoice's.
/// </param>
/// <param name="Deductions">What is not to be paid with it: a retention, an advance.</param>
internal sealed record InvoiceBody(
    string Company,
    string Type,
    string Customer,
    string Currency,
    DateOnly InvoiceDate,
    DateOnly DueDate,
    IReadOnlyList<LineBody> Lines,
    string? Reference = null,
    string? PurchaseOrder = null,
    long? RefersTo = null,
    string? ReceivableAccount = null,
    string? TaxAccount = null,
    IReadOnlyList<TaxBody>? Taxes = null,
    IReadOnlyList<DeductionBody>? Deductions = null
);
