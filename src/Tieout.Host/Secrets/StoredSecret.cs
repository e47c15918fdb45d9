namespace Tieout.Host.Secrets;

/// <summary>What may be told of a secret in the encrypted store.</summary>
/// <param name="Set">When its present value was stored.</param>
public sealed record StoredSecret(string Name, Instant Set);
