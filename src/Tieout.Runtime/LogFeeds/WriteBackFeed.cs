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
    /// <summary>Stable; shown with what the system refuses.</summary>
    public const string Code = "write-back.refused";

    private const int GroupsAtOnce = 200;

    /// <summary>With so many nothing new is told: they are listed, and somebody has to mend them first.</summary>
    private const int RefusedMax = 1_000;
    private const string Again = "again";

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
    protected override bool IsFollowed(StoredEvent stored) =>
        stored.Stream.Category.Equals(Streams.EngagementCategory, StringComparison.Ordinal)
        && Followed.Contains(stored.Type);

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
            var (key, record) = Parse(entry);
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

            var listed = page.Refused.Count(x =>
                !x.EndsWith($" {Again}", StringComparison.Ordinal)
            );
            if (!isAgain && listed >= RefusedMax)
            {
                return new ConnectorException(
                    ConnectorFault.Settings,
                    $"{System} has refused {listed} records and is told no more before some of them are "
                        + $"mended; 'tieout exceptions list' has them ({Code})."
                );
            }

            var whole = billed.SelectMany(group => group.SelectMany(x => standing[x]));
            Settle(billed, await source.WriteAsync([.. whole], cancellationToken), page);
            page.Told += isAgain ? 0 : billed.Count;
        }

        return null;
    }

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

    /// <summary>What was refused and no longer is, is done: said by now, or not there any more.</summary>
    private void Settle(
        IReadOnlyList<IReadOnlyList<WorkId>> groups,
        IReadOnlyList<WriteBackRefusal> refusals,
        LogFeedPage page
    )
    {
        var keys = groups.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var still = refusals.Select(x => x.Record).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in page.Refused.ToList())
        {
            var (key, record) = Parse(entry);
            if (keys.Contains(key) && !still.Contains(record))
            {
                _ = page.Refused.Remove(entry);
                page.Done.Add(record);
            }
        }

        foreach (var refusal in refusals)
        {
            Keep(refusal, page);
        }
    }

    /// <summary>It is an exception when it is refused for the first time, and not only for the moment.</summary>
    private void Keep(WriteBackRefusal refusal, LogFeedPage page)
    {
        var entry = $"{KeyOf(source.MarkedWith(refusal.Work))} {refusal.Record}";
        var again = $"{entry} {Again}";
        if (
            page.Refused.Contains(entry, StringComparer.Ordinal)
            || (refusal.IsTransient && page.Refused.Contains(again, StringComparer.Ordinal))
        )
        {
            return;
        }

        _ = page.Refused.Remove(again);
        page.Refused.Add(refusal.IsTransient ? again : entry);
        if (!refusal.IsTransient)
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

    private static (string Key, string Record) Parse(string entry)
    {
        var parts = entry.Split(' ');
        return (parts[0], parts[1]);
    }

    private static string KeyOf(IReadOnlyList<WorkId> group) =>
        Uri.EscapeDataString(group[0].Value);
}
