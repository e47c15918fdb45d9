using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>A billed document that an amendment touches.</summary>
/// <param name="AccountingDate">Where it was posted; its own date before that.</param>
/// <param name="IsPeriodOpen">Of that date; none where the hub does not know the calendar.</param>
public sealed record AmendedDocument(
    InvoiceReference Reference,
    InvoiceStatus Status,
    CustomerCode BillTo,
    Money Net,
    LocalDate AccountingDate,
    bool? IsPeriodOpen
);
