namespace Tieout.Sandbox.Ledgerworks;

/// <summary>One account of a company's chart.</summary>
/// <param name="Type">asset, liability, revenue or expense.</param>
internal sealed record AccountRecord(string Company, string Code, string Name, string Type);
