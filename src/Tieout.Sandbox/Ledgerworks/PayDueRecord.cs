namespace Tieout.Sandbox.Ledgerworks;

/// <summary>How many payments were made.</summary>
internal sealed record PayDueRecord(int Payments);
