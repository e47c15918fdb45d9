using System.Collections.Frozen;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Tells a source which of its work stands on invoices that are posted, and which no longer does.</summary>
/// <remarks>
/// Whatever changes a document's posting or a piece of work says what to look at; the read tables say what stands
/// by then. Only what has ever stood on a posted document has a mark to be made or taken back.
/// </remarks>
/// <param name="caughtUp">Waits until the read tables hold an event.</param>
internal sealed class WriteBackFeed(
    IWriteBack source,
    IEventLog log,
    IReadStore tables,
    Func<long, CancellationToken, Task> caughtUp
) : LogFeed(source.System, "invoiced", log)
{
    private const int GroupsAtOnce = 200;

    private static readonly FrozenSet<string> Followed = FrozenSet.Create(
        StringComparer.Ordinal,
        "invoice-posted",
        "invoice-voided",
        "work-recorded",
        "work-touched",
        "work-reassessed",
        "work-sliced"
    );

    private readonly IEventLog _log = log;

    /// <inheritdoc/>
    /// <remarks>The source itself is checked as a source.</remarks>
    public override Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override bool IsFollowed(StoredEvent stored) => IsOfEngagement(stored, Followed);

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        var references = new HashSet<InvoiceReference>();
        var work = new HashSet<WorkId>();
        foreach (var stored in events)
        {
            switch (EventCodec.DecodeEngagement(stored))
            {
                case EngagementEvent.InvoicePosted e:
                    references.Add(e.Reference);
                    break;
                case EngagementEvent.InvoiceVoided e:
                    references.Add(e.Reference);
                    break;
                case EngagementEvent.WorkRecorded e:
                    work.Add(e.Work.Id);
                    break;
                case EngagementEvent.WorkTouched e:
                    // Perhaps by a mark: the hub's own, or one that somebody has changed since.
                    work.Add(e.Work.Id);
                    break;
                case EngagementEvent.WorkReassessed e:
                    work.UnionWith(e.Items.Select(x => x.Work));
                    break;
                case EngagementEvent.WorkSliced e:
                    work.UnionWith(e.Items.Select(x => x.Work));
                    break;
            }
        }

        await caughtUp(events[^1].Sequence, cancellationToken);
        if (references.Count > 0)
        {
            await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
            work.UnionWith(await BilledWorkQuery.OnAsync(moment, references, cancellationToken));
        }

        return await TellAsync(work, page, isAgain: false, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        var work = new List<WorkId>();
        foreach (var entry in refused)
        {
            var (key, record) = RefusedRecords.Parse(entry);
            var one = WorkId.Parse(Uri.UnescapeDataString(key));
            if (source.MarkedWith(one).Count > 0)
            {
                page.Refused.Add(entry);
                work.Add(one);
            }
            else
            {
                // The source no longer marks such work.
                page.Done.Add(record);
            }
        }

        await caughtUp(await _log.GetHeadAsync(cancellationToken), cancellationToken);
        return await TellAsync(work, page, isAgain: true, cancellationToken);
    }

    /// <summary>What is marked as one is told as one, whichever of it has changed.</summary>
    private async Task<ConnectorException?> TellAsync(
        IEnumerable<WorkId> work,
        LogFeedPage page,
        bool isAgain,
        CancellationToken cancellationToken
    )
    {
        var groups = work.Select(source.MarkedWith).Where(x => x.Count > 0).DistinctBy(x => x[0]);
        foreach (var chunk in groups.Chunk(GroupsAtOnce))
        {
            var standing = await StandingAsync(chunk, cancellationToken);
            var billed = chunk
                .Where(group => group.Any(x => standing[x].Any(y => y.Numbers.Count > 0)))
                .ToList();
            if (billed.Count == 0)
            {
                continue;
            }

            var whole = billed.SelectMany(group => group.SelectMany(x => standing[x])).ToList();
            var stopped = await RefusedRecords.TellAsync(
                page,
                System,
                [.. billed.Select(KeyOf)],
                isAgain,
                async () =>
                    [.. (await source.WriteAsync(whole, cancellationToken)).Select(RefusalOf)]
            );
            if (stopped is not null)
            {
                return stopped;
            }
        }

        return null;
    }

    private Refusal RefusalOf(WriteBackRefusal x) =>
        new(KeyOf(source.MarkedWith(x.Work)), x.Record, x.Message, x.IsTransient);

    /// <summary>Read to its end before anybody is called, so that nothing is kept open meanwhile.</summary>
    private async Task<ILookup<WorkId, BilledWork>> StandingAsync(
        IEnumerable<IReadOnlyList<WorkId>> groups,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var work = groups.SelectMany(x => x);
        return (await BilledWorkQuery.OfAsync(moment, work, cancellationToken)).ToLookup(x =>
            x.Work
        );
    }

    private static string KeyOf(IReadOnlyList<WorkId> group) =>
        Uri.EscapeDataString(group[0].Value);
}
