using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>How far a piece of work is invoiced.</summary>
/// <param name="ServiceDate">The day of the work.</param>
/// <param name="Invoice">The posted invoice that it stands on, the latest of several; none when it does on none.</param>
/// <param name="IsOpen">Some of it is still to be billed, or stands on a document that is not posted.</param>
/// <param name="Numbers">Of all posted documents that it has ever stood on, credited or not.</param>
public sealed record BilledWork(
    WorkId Work,
    LocalDate ServiceDate,
    PostedInvoice? Invoice,
    bool IsOpen,
    IReadOnlyList<string> Numbers
);
