using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation;

/// <summary>Keeps the read tables up to date with the log: page by page, rows and offset at once.</summary>
/// <remarks>
/// The offset is kept with the rows, so that a page is in the tables once or not at all, whatever
/// crashed when. One owner at a time: who claims the tables last, and the earlier one is refused.
/// While a page is written, the next one is read and decoded.
/// </remarks>
public sealed class ReadModelFollower : IAsyncDisposable
{
    /// <summary>Events of one page, and so of one transaction.</summary>
    public const int PageEventsMax = 2_000;

    private readonly IEventLog _log;
    private readonly IReadTablesWriter _writer;
    private readonly int _pageEvents;

    private ReadModelFollower(IEventLog log, IReadTablesWriter writer, int pageEvents)
    {
        _log = log;
        _writer = writer;
        _pageEvents = pageEvents;
    }

    /// <summary>The sequence of the last event that the tables hold.</summary>
    public long Offset => _writer.Offset;

    /// <summary>Takes the tables over from whomever.</summary>
    /// <param name="log">What to follow.</param>
    /// <param name="store">The tables; made when they are missing.</param>
    /// <param name="owner">Who follows: a node's name, for operators to read.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="pageEvents">Events of one transaction.</param>
    public static async Task<ReadModelFollower> ClaimAsync(
        IEventLog log,
        IReadStore store,
        string owner,
        CancellationToken cancellationToken,
        int pageEvents = PageEventsMax
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageEvents, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageEvents, PageEventsMax);
        return new ReadModelFollower(
            log,
            await store.ClaimAsync(owner, cancellationToken),
            pageEvents
        );
    }

    /// <summary>Follows until the tables hold this event, or all there are.</summary>
    /// <returns>The sequence of the last event that the tables hold.</returns>
    /// <param name="until">A sequence of the log.</param>
    /// <param name="cancellationToken">Stops between pages, or takes back the page at hand.</param>
    /// <param name="progress">Told the offset after each page.</param>
    /// <exception cref="FollowerLostException">Another has claimed the tables.</exception>
    /// <exception cref="EventUnreadableException">Nothing after this event was followed.</exception>
    public async Task<long> CatchUpAsync(
        long until,
        CancellationToken cancellationToken,
        Action<long>? progress = null
    )
    {
        var next = ReadAsync(Offset, until, cancellationToken);
        while (true)
        {
            var page = await next;
            if (page.Count == 0)
            {
                return Offset;
            }

            var last = page[^1].At.Sequence;
            next = ReadAsync(last, until, cancellationToken);
            try
            {
                await WriteAsync(page, last, cancellationToken);
            }
            catch
            {
                // The page read ahead has nobody to wait for it any more, but it may fail too.
                await Task.WhenAny(next);
                throw;
            }

            progress?.Invoke(Offset);
        }
    }

    /// <summary>Follows for as long as nobody else claims the tables.</summary>
    /// <exception cref="FollowerLostException">Another has claimed the tables.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var head = await _log.WaitBeyondAsync(Offset, cancellationToken);
            await CatchUpAsync(head, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>On a thread of its own: decoding costs as much as writing.</summary>
    private Task<List<(EventPlace At, object? Happened)>> ReadAsync(
        long after,
        long until,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            async () =>
            {
                var page = new List<(EventPlace, object?)>();
                var max = (int)Math.Min(_pageEvents, until - after);
                if (max > 0)
                {
                    foreach (var e in await _log.ReadAllAsync(after, max, cancellationToken))
                    {
                        page.Add((EventPlace.Of(e), LogRows.Decode(e)));
                    }
                }

                return page;
            },
            cancellationToken
        );

    private async Task WriteAsync(
        List<(EventPlace At, object? Happened)> page,
        long last,
        CancellationToken cancellationToken
    )
    {
        await _writer.BeginAsync(cancellationToken);
        try
        {
            foreach (var (at, happened) in page)
            {
                LogRows.Write(_writer, at, happened);
                await _writer.FlushAsync(cancellationToken);
            }

            await _writer.CommitAsync(last, cancellationToken);
        }
        catch
        {
            await _writer.RollbackAsync();
            throw;
        }
    }
}
