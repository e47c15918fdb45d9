using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Feeds;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tryton;

/// <summary>Reads customers, people, projects, time, payments and voids from Tryton 6.0.</summary>
/// <remarks>
/// Tryton offers no change feed: each feed polls by stamp, with an overlap for transactions that
/// commit late. Deletions are found for timesheet lines only. A settled feed delivers nothing.
/// </remarks>
public sealed class TrytonSource : ISource
{
    private readonly TrytonOptions _options;
    private readonly TrytonRpc _rpc;
    private readonly IClock _clock;
    private readonly DeletedLines _deleted;
    private readonly List<ITrytonFeed> _feeds;

    /// <summary>Uses a connection that somebody else owns.</summary>
    /// <param name="clock">Only for what the server's clock does not tell.</param>
    public TrytonSource(TrytonRpc rpc, TrytonOptions options, IClock clock)
    {
        _options = options;
        _rpc = rpc;
        _clock = clock;
        var time = new TimeFeed(rpc, options);
        _deleted = new DeletedLines(rpc, options, time);
        _feeds =
        [
            new CustomerFeed(rpc, options),
            new ResourceFeed(rpc, options, clock),
            new ProjectFeed(rpc, options),
            time,
            new PaymentFeed(rpc, options),
            new VoidFeed(rpc, options),
        ];
        Feeds = [.. _feeds.Select(feed => feed.Feed)];
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        _rpc.LogInAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var source = _feeds.Single(one => one.Feed == feed);
        var state = FeedState.Parse(after, source.Scans.Count);
        var delivered = new HashSet<(string Identity, long Version)>();
        Instant? serverTime = null;
        var isKept = true;
        for (var scan = 0; scan < source.Scans.Count; scan++)
        {
            // A pass that was broken off is finished; then the overlap is looked at again.
            for (var passes = state.Scans[scan].Position is null ? 1 : 2; passes > 0; passes--)
            {
                ScanPage page;
                do
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var reader = new ChangeScan(_rpc, _options, source.Scans[scan]);
                    page = await reader.NextAsync(state.Scans[scan], cancellationToken);
                    serverTime ??= page.ServerTime;
                    state = state.With(scan, page.Next);
                    var batch = await MapAsync(source, scan, page, cancellationToken);
                    var records = batch
                        .Records.Where(x => delivered.Add((x.Fact.Identity, x.Fact.Version)))
                        .ToArray();
                    state = Watch(state, records, serverTime);
                    isKept &= page.Changes.Count == 0;
                    if (records.Length + batch.Rejected.Count > 0)
                    {
                        yield return new Page(records, batch.Rejected, state.ToCursor());
                        isKept = true;
                    }
                } while (!page.IsLast);
            }
        }

        if (source is TimeFeed && _deleted.IsOn)
        {
            var now = serverTime ?? _clock.GetCurrentInstant();
            var (watched, gone) = await _deleted.CheckAsync(state.Watched, now, cancellationToken);
            // Lines that are too old to watch leave the cursor with the next page, or when they are
            // the most of it.
            var isStale = watched.Count * 2 < state.Watched.Count;
            if (!gone.IsEmpty || isStale)
            {
                state = state with { Watched = watched };
                yield return new Page(gone.Records, gone.Rejected, state.ToCursor());
                isKept = true;
            }
        }

        if (!isKept)
        {
            // Changes that showed in no record: without their place they would be read again.
            yield return new Page([], [], state.ToCursor());
        }
    }

    /// <inheritdoc/>
    /// <remarks>Tryton keeps nothing for its readers, so there is nothing to tidy up.</remarks>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private async Task<FeedBatch> MapAsync(
        ITrytonFeed source,
        int scan,
        ScanPage page,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. page.Changes.Select(key => key.Id)];
        return ids.Length == 0
            ? new FeedBatch(_options)
            : await source.MapAsync(source.Scans[scan], ids, cancellationToken);
    }

    private FeedState Watch(
        FeedState state,
        IReadOnlyList<SourceRecord> records,
        Instant? serverTime
    )
    {
        if (!_deleted.IsOn)
        {
            return state;
        }

        var lines = records.Where(record => record.Fact is TimeEntry).Select(LineOf);
        var now = serverTime ?? _clock.GetCurrentInstant();
        return state with { Watched = _deleted.Watch(state.Watched, lines, now) };
    }

    private static (int Id, TimeEntry Entry) LineOf(SourceRecord record)
    {
        var id = record.Origin.Place.AsSpan(record.Origin.Place.LastIndexOf(',') + 1);
        return (int.Parse(id, CultureInfo.InvariantCulture), (TimeEntry)record.Fact);
    }
}
