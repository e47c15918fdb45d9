using Tieout.Connect;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.Hub;

/// <summary>The configured sources.</summary>
/// <param name="sources">All of them.</param>
/// <param name="owners">Whom the firm has named for which kind of fact.</param>
/// <param name="readiness">The rules of readiness that the firm has chosen.</param>
/// <param name="followers">Feeds of the hub's own log, which tell others and not the hub; read last.</param>
/// <param name="projectPlaces">Where signed contracts get their projects.</param>
public sealed class HubSources(
    IReadOnlyList<ISource> sources,
    IReadOnlyList<FactOwner>? owners = null,
    ReadinessPlan? readiness = null,
    IReadOnlyList<ISource>? followers = null,
    IReadOnlyList<ProjectPlace>? projectPlaces = null
)
{
    public IReadOnlyList<ISource> All { get; } = sources;

    /// <summary>Feeds of the hub's own log: what was just read may be what they tell.</summary>
    public IReadOnlyList<ISource> Followers { get; } = followers ?? [];

    public IReadOnlyList<ProjectPlace> ProjectPlaces { get; } = projectPlaces ?? [];

    /// <summary>Master data of all sources before transactions of any, so that little is parked.</summary>
    public IEnumerable<(ISource Source, Feed Feed)> InReadingOrder() =>
        All.SelectMany(source => source.Feeds.Select(feed => (source, feed)))
            .OrderByDescending(x => x.feed.IsMasterData);

    /// <summary>The rules of readiness, as the log has to know them; none when it does already.</summary>
    public ReadinessPlan? PlanAfter(ReadinessPlan? known) =>
        readiness is null
        || (known is not null && known == readiness with { Version = known.Version })
            ? null
            : readiness with
            {
                Version = (known?.Version ?? 0) + 1,
            };

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
