namespace Tieout.Connectors.Ledgerworks;

/// <summary>The body of an action; the day it counts in the ledger.</summary>
internal sealed record LedgerworksAction(DateOnly Date);
