namespace Tieout.Domain.Invoicing.Posting;

/// <summary>The day on which a document is posted.</summary>
/// <param name="IsShifted">Not its own date; the service period and tax point stay as they are.</param>
public sealed record AccountingDate(LocalDate Date, bool IsShifted);
