using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.LogFeeds;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Lanes.Taxes;

/// <summary>Voids with a tax owner what the hub has learned to be void in its ledger.</summary>
/// <remarks>A void that is made twice changes nothing.</remarks>
internal sealed class TaxVoids(ITaxOwner owner, IEventLog log, IGrainFactory grains)
    : LogFeed(owner.System, "voided-taxes", log)
{
    private readonly IEventLog _log = log;

    /// <inheritdoc/>
    public override Task CheckAsync(CancellationToken cancellationToken) =>
        owner.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    protected override bool IsFollowed(StoredEvent stored) =>
        IsOfEngagement(stored, "invoice-voided");

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        foreach (var stored in events)
        {
            await TryAsync(stored, page, isAgain: false);
        }

        return null;
    }

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        foreach (var sequence in refused.Select(x => long.Parse(x, CultureInfo.InvariantCulture)))
        {
            var stored = await _log.ReadAllAsync(sequence - 1, 1, cancellationToken);
            await TryAsync(stored[0], page, isAgain: true);
        }

        return null;
    }

    private async Task TryAsync(StoredEvent stored, LogFeedPage page, bool isAgain)
    {
        var voided = (EngagementEvent.InvoiceVoided)EventCodec.DecodeEngagement(stored);
        var sequence = stored.Sequence.ToString(CultureInfo.InvariantCulture);
        var engagement = grains.GetGrain<IEngagementGrain>(
            EngagementId.Parse(stored.Stream.Key).Value
        );
        if (
            (await engagement.FindInvoiceAsync(voided.Reference)).Value is not { } document
            || !owner.Owns(document.Invoice.LegalEntity)
        )
        {
            if (isAgain)
            {
                // Whose it is may be set again.
                page.Refused.Add(sequence);
            }

            return;
        }

        var reference = voided.Reference.Value;
        try
        {
            await owner.VoidAsync(document.Invoice);
            page.Done.Add(reference);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            page.Refused.Add(sequence);
            if (!isAgain)
            {
                page.Rejected.Add(
                    new RejectedRecord(
                        new Origin(System, $"{reference}:void"),
                        e.Reason ?? ReasonCode.DeliveryRefused.Value,
                        Field: null,
                        e.Message
                    )
                );
            }
        }
    }
}
