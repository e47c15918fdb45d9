using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing;

/// <summary>An invoice or credit memo as the hub decided it. Immutable once approved.</summary>
/// <param name="Reference">The hub's own reference; the target draws the legal number.</param>
/// <param name="InvoiceDate">Date on the document; its due date and tax rates follow from it.</param>
/// <param name="Through">Work up to this service date was considered, included.</param>
/// <param name="ReferenceVersion">Version of the reference data that priced and taxed it.</param>
/// <param name="ContractVersion">Number of amendments in force when it was drafted.</param>
/// <param name="RefersTo">For a credit memo: the invoice that it credits.</param>
public sealed record Invoice(
    InvoiceReference Reference,
    InvoiceType Type,
    EngagementId Engagement,
    LegalEntityCode LegalEntity,
    CustomerCode BillTo,
    CurrencyCode Currency,
    LocalDate InvoiceDate,
    LocalDate DueDate,
    LocalDate Through,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<TaxSubtotal> Taxes,
    long ReferenceVersion,
    int ContractVersion,
    string? PurchaseOrder = null,
    InvoiceReference? RefersTo = null
)
{
    /// <summary>Σ lines, without tax. BT-109.</summary>
    public Money Net => Money.Sum(Currency, Lines.Select(line => line.Amount));

    /// <summary>Σ tax subtotals. BT-110.</summary>
    public Money Tax => Money.Sum(Currency, Taxes.Select(tax => tax.Tax));

    /// <summary>Net and tax. BT-112.</summary>
    public Money Gross => Net + Tax;
}
