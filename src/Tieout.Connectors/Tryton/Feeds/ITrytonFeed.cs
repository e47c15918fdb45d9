using Tieout.Connect;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>One feed: which models change it, and what their records mean.</summary>
internal interface ITrytonFeed
{
    Feed Feed { get; }

    /// <summary>Models whose changes show in this feed.</summary>
    IReadOnlyList<ScanTarget> Scans { get; }

    /// <summary>Translates the records behind changed ids of one of <see cref="Scans"/>.</summary>
    Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    );
}
