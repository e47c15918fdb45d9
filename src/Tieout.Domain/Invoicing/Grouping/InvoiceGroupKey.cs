using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Grouping;

/// <summary>What drafts must share to go on one invoice.</summary>
/// <param name="TaxRegistration">The supplier's registration that taxes it.</param>
public sealed record InvoiceGroupKey(
    CustomerCode Payer,
    CurrencyCode Currency,
    LegalEntityCode? LegalEntity,
    string? TaxRegistration,
    string? PurchaseOrder
);
