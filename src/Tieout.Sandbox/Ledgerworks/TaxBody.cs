namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The tax of a code on a credit note, as its sender knows it.</summary>
internal sealed record TaxBody(string TaxCode, decimal Tax);
