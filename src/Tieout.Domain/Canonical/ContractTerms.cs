using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>What was agreed: valid as a whole from a date on.</summary>
/// <param name="Start">First service date, included.</param>
/// <param name="End">Last service date, included; open when none.</param>
/// <param name="BillTo">Who pays, when it is not the customer or its hierarchy.</param>
/// <param name="Quote">The quote it came from; rate cards may refer to it.</param>
/// <param name="PaymentDays">Days from invoice date to due date.</param>
/// <param name="DiscountPercent">Off the lines of each document, before tax.</param>
/// <param name="RetentionPercent">Of the net, kept back by the customer until released.</param>
/// <param name="Prepaid">Paid in advance; drawn down by invoices until it is used up.</param>
/// <param name="Dimensions">For what has no project, and for dimensions that a project leaves out.</param>
/// <param name="TaxService">
/// Class of its services, by which tax is determined where no tax code is named; general when none.
/// </param>
/// <param name="Opportunity">The opportunity that it was sold by, by the CRM's own id.</param>
/// <param name="Order">What the purchase order allows; nothing is checked when none.</param>
/// <param name="Cap">The most that all its time at rates may bill together; no such limit when none.</param>
public sealed record ContractTerms(
    CustomerCode Customer,
    LegalEntityCode LegalEntity,
    CurrencyCode Currency,
    LocalDate Start,
    LocalDate? End,
    bool IsSigned,
    ValueList<ContractLine> Lines,
    TaxCode? TaxCode = null,
    CustomerCode? BillTo = null,
    string? Quote = null,
    string? PurchaseOrder = null,
    int PaymentDays = 30,
    decimal DiscountPercent = 0m,
    decimal? RetentionPercent = null,
    Money? Prepaid = null,
    PurchaseOrderTerms? Order = null,
    MinimumCommitment? Commitment = null,
    ValueList<DimensionSetting>? Dimensions = null,
    string? TaxService = null,
    string? Opportunity = null,
    SpendingCap? Cap = null
)
{
    public bool Covers(LocalDate day) => Start <= day && (End is null || day <= End);

    /// <summary>Some line charges time at rates.</summary>
    public bool ChargesTime =>
        Lines.Any(line =>
            line
                is ContractLine.TimeAndMaterials
                    or ContractLine.Retainer { Overage: OveragePrice.ByRateCard }
        );
}
