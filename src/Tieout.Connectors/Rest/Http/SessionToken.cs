namespace Tieout.Connectors.Rest.Http;

/// <summary>A token, and when to get the next one.</summary>
internal sealed record SessionToken(string Text, DateTimeOffset RenewAt);
