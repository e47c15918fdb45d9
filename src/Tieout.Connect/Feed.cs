namespace Tieout.Connect;

/// <summary>One kind of record of a source, read with a cursor of its own.</summary>
/// <param name="Name">Unique within the source: <c>time</c>, <c>projects</c>.</param>
/// <param name="IsMasterData">
/// Parties, contracts, rates: a failure here must not stop the feeds of transactions.
/// </param>
/// <param name="HoldsUpBilling">
/// Billing waits for it. It does not for what a ledger says of documents that it has, payments and
/// voids, nor for what nothing is billed by.
/// </param>
public sealed record Feed(string Name, bool IsMasterData, bool HoldsUpBilling = true)
{
    /// <summary>How the removal of one of its records becomes known.</summary>
    public Deletions Deletions { get; init; }

    /// <summary>
    /// How late a change may become readable, after the instant that it carries. The source reads that
    /// much again each time; what comes later still is not found. Zero where order is certain.
    /// </summary>
    public TimeSpan ReadableWithin { get; init; }
}
