using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Tells a system what the hub's own log says, as a feed that tells the hub no records.</summary>
/// <remarks>
/// Being a feed, its place is kept, its failures are told and what is refused is an exception, as with any
/// other. What was refused is tried again with each reading. After a crash some of it is told again. Whoever reads it
/// acknowledges each page: what was announced is done only then.
/// </remarks>
internal abstract class LogFeed(string system, string feed, IEventLog log) : ISource
{
    private const int PageEvents = 2_000;

    /// <summary>So far apart are places that are kept though nothing was told in between.</summary>
    private const long EventsMax = 100_000;

    /// <summary>A reading that has told so much ends; the next one goes on.</summary>
    private const int ToldMax = 2_000;

    private (Cursor Cursor, long Through)? _scanned;
    private (Cursor Cursor, TaskCompletionSource Durable)? _awaited;

    /// <inheritdoc/>
    public string System => system;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } =
    [new Feed(feed, IsMasterData: false, HoldsUpBilling: false)];

    /// <summary>So many events are told before the place is kept.</summary>
    protected virtual int EventsAtOnce => 50;

    /// <inheritdoc/>
    public abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (told, page) = (0, new LogFeedPage());
        var (kept, refused) = Parse(after);
        var through = _scanned is { } scanned && scanned.Cursor == after ? scanned.Through : kept;
        var failed =
            refused.Count > 0 ? await TryAgainAsync(refused, page, cancellationToken) : null;
        if (IsAnnounced)
        {
            var announced = Keep();
            var durable = DurableAsync(announced.Next, cancellationToken);
            yield return announced;
            await durable;
            page = new LogFeedPage();
            failed = await DoAnnouncedAsync(refused, page, cancellationToken) ?? failed;
        }

        IReadOnlyList<StoredEvent> events;
        do
        {
            events = await log.ReadAllAsync(through, PageEvents, cancellationToken);
            foreach (var run in events.Where(IsFollowed).Chunk(EventsAtOnce))
            {
                var stopped = await TellAsync(run, page, cancellationToken);
                through = stopped is null ? run[^1].Sequence : through;
                if (page.IsNews(refused))
                {
                    yield return Keep();
                }

                if (stopped is not null || told >= ToldMax)
                {
                    End(after, through, stopped ?? failed);
                    yield break;
                }
            }

            through = events.Count > 0 ? events[^1].Sequence : through;
            if (page.IsNews(refused) || through - kept > EventsMax)
            {
                yield return Keep();
            }
        } while (events.Count > 0);
        End(after, through, failed);

        Page Keep()
        {
            (after, kept, refused) = (CursorAt(through, page.Refused), through, page.Refused);
            told += page.Told;
            var done = page.At(after);
            page = new LogFeedPage { Refused = [.. refused] };
            return done;
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken)
    {
        if (_awaited is { } awaited && awaited.Cursor == cursor)
        {
            _ = awaited.Durable.TrySetResult();
        }

        return Task.CompletedTask;
    }

    /// <summary>Pages are read ahead: that one is durable is known when it is acknowledged.</summary>
    private Task DurableAsync(Cursor cursor, CancellationToken cancellationToken)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited = (cursor, durable);
        return durable.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Whether the system has to be told of an event.</summary>
    protected abstract bool IsFollowed(StoredEvent stored);

    /// <summary>Tells it of events, in their order.</summary>
    /// <returns>Why it cannot be told of all of them; they are told again. None as a rule.</returns>
    protected abstract Task<ConnectorException?> TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    );

    /// <summary>Tries again what was refused; what is refused again is added to the page's.</summary>
    /// <returns>What failed, after which the reading goes on; it is told in the end. None as a rule.</returns>
    protected abstract Task<ConnectorException?> TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    );

    private void End(Cursor after, long through, ConnectorException? failed)
    {
        _scanned = (after, through);
        if (failed is not null)
        {
            throw failed;
        }
    }

    /// <summary>Something has to be kept before it is done.</summary>
    protected virtual bool IsAnnounced => false;

    /// <summary>Does what was announced, once that is durable; each that is left is added to the page's.</summary>
    /// <returns>What failed, as of trying again.</returns>
    protected virtual Task<ConnectorException?> DoAnnouncedAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    ) => Task.FromResult<ConnectorException?>(null);

    /// <summary>Whether it is an event of an engagement with this name.</summary>
    protected static bool IsOfEngagement(StoredEvent stored, string type) =>
        IsOfEngagement(stored) && stored.Type.Equals(type, StringComparison.Ordinal);

    /// <summary>Whether it is one with one of these names.</summary>
    protected static bool IsOfEngagement(StoredEvent stored, FrozenSet<string> types) =>
        IsOfEngagement(stored) && types.Contains(stored.Type);

    private static bool IsOfEngagement(StoredEvent stored) =>
        stored.Stream.Category.Equals(Streams.EngagementCategory, StringComparison.Ordinal);

    private static Cursor CursorAt(long through, IReadOnlyList<string> refused) =>
        new(string.Join(';', refused.Prepend(through.ToString(CultureInfo.InvariantCulture))));

    private static (long Through, IReadOnlyList<string> Refused) Parse(Cursor cursor) =>
        cursor.Value.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var through, .. var rest]
            ? (long.Parse(through, CultureInfo.InvariantCulture), rest)
            : (0, []);
}
