namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A token, to be sent as <c>Authorization: Bearer</c>.</summary>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenRecord(string AccessToken, string TokenType, long ExpiresIn);
