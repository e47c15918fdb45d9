namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A part of a document that is owed on another account than the receivable.</summary>
/// <param name="Amount">Above zero, also on a credit note.</param>
internal sealed record DeductionBody(string Account, decimal Amount, string? Description = null);
