using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Tells a source which of its work stands on invoices that are posted, and which no longer does.</summary>
/// <remarks>What was posted or voided says what to look at; the read tables say what stands by then.</remarks>
/// <param name="caughtUp">Waits until the read tables hold an event.</param>
internal sealed class WriteBackFeed(
    IWriteBack source,
    IEventLog log,
    IReadStore tables,
    Func<long, CancellationToken, Task> caughtUp
) : LogFeed(source.System, "invoiced", log)
{
    /// <summary>Stable; shown with what the system refuses.</summary>
    public const string Code = "write-back.refused";

    private const int WorkAtOnce = 1_000;

    /// <summary>More than these are not tried again by themselves, so that a place stays small.</summary>
    private const int RefusedMax = 1_000;

    private readonly IEventLog _log = log;

    /// <inheritdoc/>
    /// <remarks>The source itself is checked as a source.</remarks>
    public override Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override bool IsFollowed(StoredEvent stored) =>
        IsOfEngagement(stored, "invoice-posted") || IsOfEngagement(stored, "invoice-voided");

    /// <inheritdoc/>
    protected override async Task TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        await caughtUp(events[^1].Sequence, cancellationToken);
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var references = events
            .Select(x =>
                EventCodec.DecodeEngagement(x) switch
                {
                    EngagementEvent.InvoicePosted e => e.Reference,
                    var e => ((EngagementEvent.InvoiceVoided)e).Reference,
                }
            )
            .Distinct();
        var work = await BilledWorkQuery.OnAsync(moment, references, System, cancellationToken);
        await TellAsync(moment, work, page, isAgain: false, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        await caughtUp(await _log.GetHeadAsync(cancellationToken), cancellationToken);
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var work = refused.Select(x => WorkId.Parse(Uri.UnescapeDataString(x)));
        await TellAsync(moment, work, page, isAgain: true, cancellationToken);
    }

    private async Task TellAsync(
        ReadSnapshot moment,
        IEnumerable<WorkId> work,
        LogFeedPage page,
        bool isAgain,
        CancellationToken cancellationToken
    )
    {
        // What is marked as one is told as one, whichever of it has changed.
        var groups = work.Select(source.MarkedWith).DistinctBy(x => x[0]).Chunk(WorkAtOnce);
        foreach (var chunk in groups)
        {
            var standing = await BilledWorkQuery.OfAsync(
                moment,
                chunk.SelectMany(x => x),
                cancellationToken
            );
            var result = await source.WriteAsync(standing, cancellationToken);
            page.Done.AddRange(result.Said);
            var again = chunk.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
            _ = page.Refused.RemoveAll(again.Contains);
            foreach (var refusal in result.Refused)
            {
                Keep(refusal, page, isAgain);
            }
        }
    }

    private void Keep(WriteBackRefusal refusal, LogFeedPage page, bool isAgain)
    {
        var key = KeyOf(source.MarkedWith(refusal.Work));
        if (!page.Refused.Contains(key, StringComparer.Ordinal) && page.Refused.Count < RefusedMax)
        {
            page.Refused.Add(key);
        }

        if (!isAgain)
        {
            page.Rejected.Add(
                new RejectedRecord(
                    new Origin(System, refusal.Record),
                    Code,
                    Field: null,
                    refusal.Message
                )
            );
        }
    }

    private static string KeyOf(IReadOnlyList<WorkId> group) =>
        Uri.EscapeDataString(group[0].Value);
}
