namespace Tieout.Connectors.Ledgerworks;

/// <summary>A page; the next one starts after <paramref name="Next"/>, if there is one.</summary>
internal sealed record LedgerworksListing<T>(IReadOnlyList<T> Items, long? Next = null);
