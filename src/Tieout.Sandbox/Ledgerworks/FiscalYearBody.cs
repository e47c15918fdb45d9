namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Opens the twelve months of a year.</summary>
internal sealed record FiscalYearBody(string Company, int Year);
