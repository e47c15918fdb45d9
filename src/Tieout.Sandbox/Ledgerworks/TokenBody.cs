namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Who asks for a token.</summary>
internal sealed record TokenBody(string ClientId, string ClientSecret);
