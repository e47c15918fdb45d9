using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Grouping;

/// <summary>What one contract or project would invoice, before it is joined with others.</summary>
/// <param name="TaxRegistration">The supplier's registration that taxes it.</param>
public sealed record InvoiceDraft(
    string Id,
    CustomerCode Customer,
    Money Net,
    LegalEntityCode? LegalEntity = null,
    string? TaxRegistration = null,
    string? PurchaseOrder = null
);
