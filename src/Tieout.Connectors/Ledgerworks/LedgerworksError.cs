namespace Tieout.Connectors.Ledgerworks;

/// <summary>What Ledgerworks says went wrong.</summary>
internal sealed record LedgerworksError(string Code, string Message, string? Field = null);
