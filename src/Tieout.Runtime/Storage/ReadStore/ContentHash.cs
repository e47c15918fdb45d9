namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>What a set of read tables holds, in one number that both stores agree on.</summary>
/// <param name="Sha256">Of every row of every table, ordered by key; the offset is not in it.</param>
/// <param name="Offset">The sequence of the last event that the tables held.</param>
/// <param name="Rows">How many rows each table has.</param>
public sealed record ContentHash(
    string Sha256,
    long Offset,
    IReadOnlyDictionary<string, long> Rows
);
