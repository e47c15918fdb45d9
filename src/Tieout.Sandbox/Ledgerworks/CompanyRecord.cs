namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A legal entity with books of its own.</summary>
/// <param name="Currency">ISO 4217; the functional currency.</param>
internal sealed record CompanyRecord(string Code, string Name, string Country, string Currency);
