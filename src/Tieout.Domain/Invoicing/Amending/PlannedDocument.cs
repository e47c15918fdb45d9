using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>A document that a plan makes.</summary>
/// <param name="Credits">The billed document that it credits whole.</param>
/// <param name="Posting">Its day in the ledger; none while it waits or the calendar is not known.</param>
/// <param name="Waits">Why the ledger takes nothing on its day, and it has to wait.</param>
public sealed record PlannedDocument(
    InvoiceType Type,
    CustomerCode BillTo,
    InvoiceReference? Credits,
    Money Net,
    Money Tax,
    Money Gross,
    AccountingDate? Posting,
    string? Waits,
    IReadOnlyList<PlannedLine> Lines
);
