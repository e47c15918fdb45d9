using System.Threading.Channels;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Intake;

/// <summary>Takes one feed of one source into the hub, from where it stopped.</summary>
/// <remarks>
/// A page counts as taken only when every fact on it is durable; then its cursor is kept and the
/// source is told. A crash anywhere in between reads the page again, and repeats change nothing.
/// </remarks>
/// <param name="isSystem">Another system's, and not the hub's own log, whose feeds fail for their targets.</param>
public sealed class FeedReader(
    ISource source,
    Feed feed,
    FactRouter router,
    IEventLog log,
    bool isSystem = true
)
{
    private const int PagesInFlightMax = 4;
    private const int CopiesAtOnceMax = 1_000;

    private readonly OpenRejections _open = new();
    private readonly FieldWatch _fields = new();
    private Cursor _cursor = Cursor.Start;
    private FeedFailure? _failure;
    private long _version;

    private StreamId Stream => Streams.Intake(source.System, feed.Name);

    /// <summary>Reads until the source has nothing more at the moment.</summary>
    /// <param name="progress">Told after each page.</param>
    /// <param name="cancellationToken">Stops between pages; nothing is half taken.</param>
    /// <exception cref="ConnectorException">The source failed; what was taken stays taken.</exception>
    /// <remarks>That it fails is recorded when it begins, and that it is over once it was read to its end.</remarks>
    public async Task<IntakeTotal> ReadToEndAsync(
        IProgress<IntakeTotal> progress,
        CancellationToken cancellationToken
    )
    {
        await RecallAsync(cancellationToken);
        try
        {
            var total = await TakeAsync(progress, cancellationToken);
            await KeepStandingAsync(failure: null);
            return total;
        }
        catch (ConnectorException e)
        {
            await KeepStandingAsync(new FeedFailure(e.Fault, e.Message));
            throw;
        }
        catch (Exception e) when (Defects.Is(e))
        {
            await KeepStandingAsync(new FeedFailure(ConnectorFault.Contract, Defects.Describe(e)));
            throw;
        }
    }

    private async Task<IntakeTotal> TakeAsync(
        IProgress<IntakeTotal> progress,
        CancellationToken cancellationToken
    )
    {
        await AcknowledgeAsync(cancellationToken);
        await HearCopiesAgainAsync(cancellationToken);
        var inFlight = Channel.CreateBounded<(Page, Task<IReadOnlyList<RejectedRecord>>)>(
            PagesInFlightMax
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadPagesAsync(_cursor, inFlight.Writer, stop.Token);
        var total = IntakeTotal.Zero;
        try
        {
            await foreach (var (page, routing) in inFlight.Reader.ReadAllAsync(stop.Token))
            {
                var refused = await routing;
                var (fields, drift) = _fields.Look(page.Shape);
                await KeepAsync(page, refused, fields);
                await AcknowledgeAsync(cancellationToken);
                total += new IntakeTotal(
                    page.Records.Count,
                    page.Rejected.Count + refused.Count,
                    Pages: 1,
                    page.Warnings.Count
                )
                {
                    FirstWarnings = [.. page.Warnings.Select(x => x.Message)],
                    Drift = drift is null ? [] : [drift],
                };
                progress.Report(total);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(reading);
            await SettleAsync(inFlight.Reader);
        }

        await reading;
        return total;
    }

    private async Task ReadPagesAsync(
        Cursor after,
        ChannelWriter<(Page, Task<IReadOnlyList<RejectedRecord>>)> pages,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (var page in source.ReadAsync(feed, after, cancellationToken))
            {
                var routing = router.RouteAsync(page.Records, cancellationToken);
                try
                {
                    await pages.WriteAsync((page, routing), cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    await Task.WhenAny(routing);
                    throw;
                }
            }
        }
        finally
        {
            pages.TryComplete();
        }
    }

    private async Task RecallAsync(CancellationToken cancellationToken)
    {
        await foreach (var stored in log.ReadStreamAsync(Stream, _version, cancellationToken))
        {
            var taken = EventCodec.Decode<PageTaken>(stored);
            Apply(taken);
            _version = stored.Version;
        }
    }

    /// <summary>
    /// The owner may say the same by now, or be another. Nothing is recorded while nothing changes.
    /// </summary>
    private async Task HearCopiesAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var copies in _open.Copies.Chunk(CopiesAtOnceMax))
        {
            var refused = await router.RouteAsync(copies, cancellationToken);
            var still = refused
                .Where(IsCopy)
                .Select(x => x.Subject)
                .ToHashSet(StringComparer.Ordinal);
            var settled = copies.Select(x => x.Fact.Identity).Where(x => !still.Contains(x));
            var taken = new PageTaken(
                _cursor,
                Records: 0,
                [.. refused.Where(x => !IsCopy(x))],
                [.. settled]
            );
            if (taken.Settled!.Count > 0)
            {
                await KeepAsync(taken);
            }
        }
    }

    private Task KeepAsync(Page page, IReadOnlyList<RejectedRecord> refused, FieldChanges? fields)
    {
        var (open, copies) = refused.Any(IsCopy) ? Newest(page, refused) : (refused, null);
        return KeepAsync(
            new PageTaken(
                page.Next,
                page.Records.Count,
                [.. page.Rejected, .. open],
                _open.SettledBy(page, open),
                copies,
                fields
            )
        );
    }

    /// <summary>Of several versions of a copy on one page only the newest counts.</summary>
    private static (IReadOnlyList<RejectedRecord>, IReadOnlyList<SourceRecord>) Newest(
        Page page,
        IReadOnlyList<RejectedRecord> refused
    )
    {
        var newest = page
            .Records.GroupBy(x => x.Fact.Identity, StringComparer.Ordinal)
            .Select(group => group.MaxBy(x => x.Fact.Version)!)
            .ToDictionary(x => (x.Fact.Identity, x.Origin));
        var open = refused
            .Where(x => !IsCopy(x) || newest.ContainsKey((x.Subject, x.Origin)))
            .ToList();
        return (open, [.. open.Where(IsCopy).Select(x => newest[(x.Subject, x.Origin)])]);
    }

    /// <summary>Whether it can be read, where that is another than was recorded.</summary>
    private async Task KeepStandingAsync(FeedFailure? failure)
    {
        if (isSystem && failure?.Fault != _failure?.Fault)
        {
            await StoreAsync(new PageTaken(_cursor, Records: 0, [], Failed: failure));
        }
    }

    /// <summary>A page that could be read does not say yet that all can.</summary>
    private Task KeepAsync(PageTaken taken) => StoreAsync(taken with { Failed = _failure });

    private async Task StoreAsync(PageTaken taken)
    {
        var stored = EventCodec.Encode(Streams.PageTakenType, taken, businessKey: null);
        await log.AppendAsync(Stream, _version, [stored], CancellationToken.None);
        Apply(taken);
        _version++;
    }

    private void Apply(PageTaken taken)
    {
        _open.Apply(taken);
        _fields.Apply(taken);
        _cursor = taken.Cursor;
        _failure = taken.Dismissed is null ? taken.Failed : _failure;
    }

    private static bool IsCopy(RejectedRecord rejected) =>
        rejected.Code.Equals(ReasonCode.StaleMaster.Value, StringComparison.Ordinal);

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        if (_cursor != Cursor.Start)
        {
            await source.AcknowledgeAsync(feed, _cursor, cancellationToken);
        }
    }

    /// <summary>Pages that were read ahead of a failed one are routed to their end: not kept, they
    /// are read again, and repeats change nothing.</summary>
    private static async Task SettleAsync(
        ChannelReader<(Page, Task<IReadOnlyList<RejectedRecord>>)> pages
    )
    {
        while (pages.TryRead(out var page))
        {
            await Task.WhenAny(page.Item2);
        }
    }
}
