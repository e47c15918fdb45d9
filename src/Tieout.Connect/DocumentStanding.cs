using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connect;

/// <summary>An invoice or credit memo in its ledger, as it stands.</summary>
/// <param name="Number">Given by the ledger.</param>
/// <param name="Net">Before tax; negative of a credit memo, as are tax and gross.</param>
/// <param name="Open">
/// What is left to pay: gross without what is kept back or was paid in advance, less credits and payments. Negative
/// where more was paid than is owed, and of a credit memo that stands alone. Zero of one that takes an invoice back, which
/// lowers that of the invoice, and of what is void.
/// </param>
/// <param name="Disputed">What the customer contests of what is open.</param>
/// <param name="Credits">The invoice that a credit memo takes back.</param>
public sealed record DocumentStanding(
    InvoiceReference Reference,
    InvoiceType Type,
    DocumentState State,
    EngagementId Engagement,
    CustomerCode BillTo,
    string Number,
    LocalDate Date,
    LocalDate Due,
    Money Net,
    Money Tax,
    Money Gross,
    Money Open,
    Money Disputed,
    InvoiceReference? Credits
);
