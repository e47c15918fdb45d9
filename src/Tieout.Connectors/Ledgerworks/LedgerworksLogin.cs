namespace Tieout.Connectors.Ledgerworks;

/// <summary>Asks for a token.</summary>
internal sealed record LedgerworksLogin(string ClientId, string ClientSecret);
