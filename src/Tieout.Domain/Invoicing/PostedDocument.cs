namespace Tieout.Domain.Invoicing;

/// <summary>What the target says of a document in its ledger.</summary>
/// <param name="System">Connection name of the target.</param>
/// <param name="ExternalId">The target's own id.</param>
/// <param name="Number">The legal document number that the target drew.</param>
/// <param name="AccountingDate">The day it counts in the target's ledger.</param>
public sealed record PostedDocument(
    string System,
    string ExternalId,
    string Number,
    LocalDate AccountingDate
);
