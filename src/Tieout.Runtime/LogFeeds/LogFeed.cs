using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Tells a system what the hub's own log says, as a feed that tells the hub no records.</summary>
/// <remarks>
/// Being a feed, its place is kept, its failures are told and what is refused is an exception, as with any
/// other. What was refused is tried again with each reading. After a crash some of it is told again.
/// </remarks>
internal abstract class LogFeed(string system, string feed, IEventLog log) : ISource
{
    private const int PageEvents = 2_000;

    /// <summary>So far apart are places that are kept though nothing was told in between.</summary>
    private const long EventsMax = 100_000;

    /// <summary>So much is told by one reading; the next one goes on.</summary>
    private const int ToldMax = 2_000;

    private (Cursor Cursor, long Through)? _scanned;

    /// <inheritdoc/>
    public string System => system;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } =
    [new Feed(feed, IsMasterData: false, IsReceipts: true)];

    /// <inheritdoc/>
    public abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (through, refused) = Parse(after);
        var (kept, told) = (through, 0);
        var page = new LogFeedPage();
        if (refused.Count > 0)
        {
            await TryAgainAsync(refused, page, cancellationToken);
        }

        through = _scanned is { } scanned && scanned.Cursor == after ? scanned.Through : through;
        while (true)
        {
            var events = await log.ReadAllAsync(through, PageEvents, cancellationToken);
            var followed = events.Where(IsFollowed).ToList();
            if (followed.Count > 0)
            {
                await TellAsync(followed, page, cancellationToken);
            }

            through = events.Count > 0 ? events[^1].Sequence : through;
            if (page.IsNews(refused) || through - kept > EventsMax)
            {
                refused = [.. page.Refused];
                told += page.Told;
                after = CursorAt(through, refused);
                kept = through;
                yield return new Page([], page.Rejected, after) { Begun = page.Done };
                page = new LogFeedPage { Refused = [.. refused] };
            }

            if (events.Count == 0 || told >= ToldMax)
            {
                _scanned = (after, through);
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Whether the system has to be told of an event.</summary>
    protected abstract bool IsFollowed(StoredEvent stored);

    /// <summary>Tells it of events, in their order.</summary>
    protected abstract Task TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    );

    /// <summary>Tries again what was refused; what is refused again is added to the page's.</summary>
    protected abstract Task TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    );

    /// <summary>Whether it is an event of an engagement with this name.</summary>
    protected static bool IsOfEngagement(StoredEvent stored, string type) =>
        stored.Stream.Category.Equals(Streams.EngagementCategory, StringComparison.Ordinal)
        && stored.Type.Equals(type, StringComparison.Ordinal);

    private static Cursor CursorAt(long through, IReadOnlyList<string> refused) =>
        new(string.Join(';', refused.Prepend(through.ToString(CultureInfo.InvariantCulture))));

    private static (long Through, IReadOnlyList<string> Refused) Parse(Cursor cursor) =>
        cursor.Value.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var through, .. var rest]
            ? (long.Parse(through, CultureInfo.InvariantCulture), rest)
            : (0, []);
}
