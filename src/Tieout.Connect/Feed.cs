namespace Tieout.Connect;

/// <summary>One kind of record of a source, read with a cursor of its own.</summary>
/// <param name="Name">Unique within the source: <c>time</c>, <c>projects</c>.</param>
/// <param name="IsMasterData">
/// Parties, contracts, rates: a failure here must not stop the feeds of transactions.
/// </param>
/// <param name="IsReceipts">
/// What a ledger says of documents that it has, payments and voids: billing does not wait for it.
/// </param>
public sealed record Feed(string Name, bool IsMasterData, bool IsReceipts = false);
