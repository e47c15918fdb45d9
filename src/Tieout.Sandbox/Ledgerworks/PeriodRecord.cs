namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A month of a company.</summary>
/// <param name="Month">2026-01.</param>
/// <param name="State">open or closed.</param>
internal sealed record PeriodRecord(string Company, string Month, string State);
