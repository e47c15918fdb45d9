namespace Tieout.Connect;

/// <summary>An invoice as its ledger knows it.</summary>
/// <param name="Number">Given by the ledger.</param>
/// <param name="Date">The invoice date.</param>
public sealed record PostedInvoice(string Number, LocalDate Date);
