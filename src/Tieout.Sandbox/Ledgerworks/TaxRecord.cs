namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The tax of one category and rate of a document.</summary>
internal sealed record TaxRecord(string Category, decimal Rate, decimal Taxable, decimal Tax);
