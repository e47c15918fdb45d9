using Tieout.Connect;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.Hub;

/// <summary>The configured sources.</summary>
/// <param name="sources">All of them.</param>
/// <param name="owners">Whom the firm has named for which kind of fact.</param>
public sealed class HubSources(
    IReadOnlyList<ISource> sources,
    IReadOnlyList<FactOwner>? owners = null
)
{
    public IReadOnlyList<ISource> All { get; } = sources;

    /// <summary>Master data of all sources before transactions of any, so that little is parked.</summary>
    public IEnumerable<(ISource Source, Feed Feed)> InReadingOrder() =>
        All.SelectMany(source => source.Feeds.Select(feed => (source, feed)))
            .OrderByDescending(x => x.feed.IsMasterData);

    /// <summary>Who owns what, as the log has to know it; none when it does already.</summary>
    public OwnerPlan? PlanAfter(OwnerPlan? known)
    {
        var plan = new OwnerPlan(
            (known?.Version ?? 0) + 1,
            [.. owners ?? []],
            [.. All.Select(source => source.System)]
        );
        return known is not null && known == plan with { Version = known.Version } ? null : plan;
    }
}
