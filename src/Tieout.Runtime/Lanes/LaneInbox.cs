using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Lanes;

/// <summary>Follows the log for approved documents of the legal entities that a target serves.</summary>
internal sealed class LaneInbox(
    IEventLog log,
    IGrainFactory grains,
    ITargets targets,
    string target
)
{
    private const int PageEvents = 2_000;

    private long _read = -1;

    /// <summary>Queues every approval that the log holds and the lane has not taken.</summary>
    public async Task TakeAsync(LaneBook book)
    {
        _read = Math.Max(_read, book.State.TakenThrough);
        while (true)
        {
            var page = await log.ReadAllAsync(_read, PageEvents, CancellationToken.None);
            if (page.Count == 0)
            {
                return;
            }

            var queued = new List<LaneEvent>();
            foreach (var stored in page)
            {
                if (IsApproval(stored) && await QueuedAsync(stored) is { } delivery)
                {
                    queued.Add(delivery);
                }
            }

            await book.RecordAsync(queued);
            _read = page[^1].Sequence;
        }
    }

    private static bool IsApproval(StoredEvent stored) =>
        stored.Stream.Category.Equals(Streams.EngagementCategory, StringComparison.Ordinal)
        && stored.Type.Equals("invoice-approved", StringComparison.Ordinal);

    private async Task<LaneEvent.DeliveryQueued?> QueuedAsync(StoredEvent stored)
    {
        var approved = (EngagementEvent.InvoiceApproved)EventCodec.DecodeEngagement(stored);
        var engagement = EngagementId.Parse(stored.Stream.Key);
        var document = (
            await grains
                .GetGrain<IEngagementGrain>(engagement.Value)
                .FindInvoiceAsync(approved.Reference)
        )
            .Value!
            .Invoice;
        return target.Equals(targets.RouteOf(document.LegalEntity), StringComparison.Ordinal)
            ? new LaneEvent.DeliveryQueued(
                stored.Sequence,
                engagement,
                approved.Reference,
                document.InvoiceDate
            )
            : null;
    }
}
