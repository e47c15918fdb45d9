namespace Tieout.Connectors.Tests.Mapping;

/// <summary>All that was observed of a feed.</summary>
/// <param name="Calls">What it was read with.</param>
/// <param name="Needed">Members that only have to be there: without them the feed stops.</param>
/// <param name="WithoutEffect">Members that were asked for, and of which no change showed.</param>
internal sealed record ReadFeed(
    string Name,
    IReadOnlyList<string> Calls,
    IReadOnlyList<ReadRow> Rows,
    IReadOnlyList<VendorMember> Needed,
    IReadOnlyList<VendorMember> WithoutEffect
);
