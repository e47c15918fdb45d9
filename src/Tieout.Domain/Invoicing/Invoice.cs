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
/// <param name="From">First day of the billing window.</param>
/// <param name="Discount">Off the lines, shared over them before tax. BT-107.</param>
/// <param name="Retention">Kept back by the customer until it is released.</param>
/// <param name="PrepaidApplied">Paid in advance and drawn down here. BT-113.</param>
/// <param name="Disposition">What a credit memo does with its work; billed again when none.</param>
/// <param name="ReleasesAll">A credit memo after which the same run makes the same invoice.</param>
/// <param name="IsRepricing">Revalues work that stands on earlier documents.</param>
/// <param name="AmendmentPlan">Id of the plan that made it; begins with the amendment's number.</param>
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
    InvoiceReference? RefersTo = null,
    LocalDate? From = null,
    Money? Discount = null,
    Money? Retention = null,
    Money? PrepaidApplied = null,
    CreditDisposition? Disposition = null,
    bool ReleasesAll = false,
    bool IsRepricing = false,
    string? AmendmentPlan = null
)
{
    /// <summary>No line and no document comes near: what would is a mistake at a source.</summary>
    public const decimal AmountMax = 10_000_000_000_000m;

    /// <summary>Gives back what an invoice took; a run's own document never does.</summary>
    public bool IsCredit => RefersTo is not null;

    /// <summary>A credit memo that lowers the price of work which stays on its invoice.</summary>
    public bool IsAllowance => Disposition is CreditDisposition.Allowance;

    /// <summary>Σ lines, before the document's discount. BT-106.</summary>
    public Money LineTotal => Money.Sum(Currency, Lines.Select(line => line.Amount));

    /// <summary>Σ lines less the discount, without tax. BT-109.</summary>
    public Money Net => LineTotal - (Discount ?? Money.Zero(Currency));

    /// <summary>Σ tax subtotals. BT-110.</summary>
    public Money Tax => Money.Sum(Currency, Taxes.Select(tax => tax.Tax));

    /// <summary>Net and tax. BT-112.</summary>
    public Money Gross => Net + Tax;

    /// <summary>Gross less what is kept back and what was paid in advance. BT-115.</summary>
    public Money Payable =>
        Gross - (Retention ?? Money.Zero(Currency)) - (PrepaidApplied ?? Money.Zero(Currency));
}
