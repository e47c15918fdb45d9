using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Grouping;

/// <summary>A document of one contract, to be shown with others of its payer.</summary>
/// <param name="Number">The ledger's; none before it is posted.</param>
/// <param name="Customer">Of the contract; the payer may be one above it.</param>
/// <param name="Net">Negative on a credit memo, like all its amounts.</param>
/// <param name="Open">
/// Payable less payments: a credit memo stands beside its invoice, and both together are what is
/// owed.
/// </param>
public sealed record ConsolidatedDocument(
    InvoiceReference Reference,
    string? Number,
    EngagementId Engagement,
    CustomerCode Customer,
    CustomerCode Payer,
    LegalEntityCode LegalEntity,
    string? PurchaseOrder,
    LocalDate Date,
    LocalDate DueDate,
    Money Net,
    Money Tax,
    Money Gross,
    Money Payable,
    Money Open
);
