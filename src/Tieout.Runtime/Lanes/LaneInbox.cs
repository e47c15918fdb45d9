using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Lanes;

/// <summary>Follows the log for documents that are routed to a target.</summary>
internal sealed class LaneInbox(IEventLog log, IGrainFactory grains, string target)
{
    private const int PageEvents = 2_000;

    private long _read = -1;

    /// <summary>Queues every document that the log sends here and the lane has not taken.</summary>
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

            var queued = new List<LaneEvent.DeliveryQueued>();
            foreach (var stored in page)
            {
                if (
                    IsRoute(stored)
                    && await QueuedAsync(stored) is { } delivery
                    && !book.State.Open.ContainsKey(delivery.Reference.Value)
                    && !queued.Exists(x => x.Reference == delivery.Reference)
                )
                {
                    queued.Add(delivery);
                }
            }

            await book.RecordAsync(queued);
            _read = page[^1].Sequence;
        }
    }

    private static bool IsRoute(StoredEvent stored) =>
        stored.Stream.Category.Equals(Streams.EngagementCategory, StringComparison.Ordinal)
        && stored.Type.Equals("invoice-routed", StringComparison.Ordinal);

    private async Task<LaneEvent.DeliveryQueued?> QueuedAsync(StoredEvent stored)
    {
        var routed = (EngagementEvent.InvoiceRouted)EventCodec.DecodeEngagement(stored);
        if (!target.Equals(routed.Target, StringComparison.Ordinal))
        {
            return null;
        }

        var engagement = EngagementId.Parse(stored.Stream.Key);
        var document = (
            await grains
                .GetGrain<IEngagementGrain>(engagement.Value)
                .FindInvoiceAsync(routed.Reference)
        )
            .Value!
            .Invoice;
        return new LaneEvent.DeliveryQueued(
            stored.Sequence,
            engagement,
            routed.Reference,
            document.InvoiceDate
        );
    }
}
