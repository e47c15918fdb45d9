namespace Tieout.Connectors.Ledgerworks;

/// <summary>A company of the tenant.</summary>
internal sealed record LedgerworksCompany(string Code);
