using Tieout.Domain.Revenue;

namespace Tieout.Host.Hosting;

/// <summary>What became of a month end.</summary>
/// <param name="Entities">By legal entity.</param>
/// <param name="Revenue">That was posted, with what it leaves out.</param>
/// <param name="Gaps">Contracts that are in no journal.</param>
public sealed record PostedJournals(
    IReadOnlyList<PostedMonthEnd> Entities,
    HubRevenue Revenue,
    IReadOnlyList<MonthEndGap> Gaps
);
