using Tieout.Connect;

namespace Tieout.Runtime.Hub;

/// <summary>The configured sources.</summary>
public sealed class HubSources(IReadOnlyList<ISource> sources)
{
    public IReadOnlyList<ISource> All { get; } = sources;

    /// <summary>Master data of all sources before transactions of any, so that little is parked.</summary>
    public IEnumerable<(ISource Source, Feed Feed)> InReadingOrder() =>
        All.SelectMany(source => source.Feeds.Select(feed => (source, feed)))
            .OrderByDescending(x => x.feed.IsMasterData);
}
