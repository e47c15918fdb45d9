namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A tax code as it is charged on drafts from now on.</summary>
/// <param name="Rate">Percent.</param>
internal sealed record TaxCodeRecord(string Company, string Code, string Category, decimal Rate);
