using System.Threading.Channels;
using Tieout.Connect;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Intake;

/// <summary>Takes one feed of one source into the hub, from where it stopped.</summary>
/// <remarks>
/// A page counts as taken only when every fact on it is durable; then its cursor is kept and the
/// source is told. A crash anywhere in between reads the page again, and repeats change nothing.
/// </remarks>
public sealed class FeedReader(ISource source, Feed feed, FactRouter router, IEventLog log)
{
    private const int PagesInFlightMax = 4;

    private readonly OpenRejections _open = new();
    private Cursor _cursor = Cursor.Start;
    private long _version;

    private StreamId Stream => Streams.Intake(source.System, feed.Name);

    /// <summary>Reads until the source has nothing more at the moment.</summary>
    /// <param name="progress">Told after each page.</param>
    /// <param name="cancellationToken">Stops between pages; nothing is half taken.</param>
    /// <exception cref="ConnectorException">The source failed; what was taken stays taken.</exception>
    public async Task<IntakeTotal> ReadToEndAsync(
        IProgress<IntakeTotal> progress,
        CancellationToken cancellationToken
    )
    {
        await RecallAsync(cancellationToken);
        await AcknowledgeAsync(cancellationToken);
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
                await KeepAsync(page, refused);
                await AcknowledgeAsync(cancellationToken);
                total += new IntakeTotal(
                    page.Records.Count,
                    page.Rejected.Count + refused.Count,
                    Pages: 1,
                    page.Warnings.Count
                )
                {
                    FirstWarnings = [.. page.Warnings.Select(x => x.Message)],
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
            _open.Apply(taken);
            _cursor = taken.Cursor;
            _version = stored.Version;
        }
    }

    private async Task KeepAsync(Page page, IReadOnlyList<RejectedRecord> refused)
    {
        var taken = new PageTaken(
            page.Next,
            page.Records.Count,
            [.. page.Rejected, .. refused],
            _open.SettledBy(page, refused)
        );
        var stored = EventCodec.Encode(Streams.PageTakenType, taken, businessKey: null);
        await log.AppendAsync(Stream, _version, [stored], CancellationToken.None);
        _open.Apply(taken);
        _version++;
        _cursor = page.Next;
    }

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
