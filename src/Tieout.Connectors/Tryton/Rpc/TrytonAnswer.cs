namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A result, and the server's clock when it was sent.</summary>
/// <param name="ServerTime">Whole seconds, from the response's Date; none if it was left out.</param>
public sealed record TrytonAnswer<T>(T Result, Instant? ServerTime);
