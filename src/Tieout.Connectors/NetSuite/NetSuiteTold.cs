using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>What some invoices tell.</summary>
/// <param name="Watched">What to remember of each; none of those that are not open.</param>
internal sealed record NetSuiteTold(
    IReadOnlyList<SourceRecord> Records,
    IReadOnlyList<RejectedRecord> Rejected,
    IReadOnlyDictionary<string, NetSuiteWatched?> Watched
);
