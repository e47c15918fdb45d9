namespace Tieout.Connectors.Ledgerworks;

/// <summary>A token and its life in seconds.</summary>
internal sealed record LedgerworksToken(string AccessToken, long ExpiresIn);
