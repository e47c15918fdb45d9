using System.Collections.Frozen;
using System.Diagnostics;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Shows a system's users the hub's posted documents, and what becomes of them.</summary>
/// <remarks>Whatever changes a document says what to look at; the read tables say what stands by then.</remarks>
/// <param name="caughtUp">Waits until the read tables hold an event.</param>
internal sealed class DocumentFeed(
    IDocumentMirror mirror,
    IEventLog log,
    IReadStore tables,
    Func<long, CancellationToken, Task> caughtUp
) : LogFeed(mirror.System, "documents", log)
{
    private const int DocumentsAtOnce = 200;

    private static readonly FrozenSet<string> Followed = FrozenSet.Create(
        StringComparer.Ordinal,
        "invoice-approved",
        "invoice-posted",
        "invoice-voided",
        "invoice-disputed",
        "dispute-resolved",
        "payment-recorded",
        "retention-released"
    );

    private readonly IEventLog _log = log;

    /// <inheritdoc/>
    public override Task CheckAsync(CancellationToken cancellationToken) =>
        mirror.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    protected override int EventsAtOnce => DocumentsAtOnce;

    /// <inheritdoc/>
    protected override bool IsFollowed(StoredEvent stored) => IsOfEngagement(stored, Followed);

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        await caughtUp(events[^1].Sequence, cancellationToken);
        return await TellAsync(
            events.Select(x => ReferenceOf(EventCodec.DecodeEngagement(x)).Value),
            page,
            isAgain: false,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        page.Refused.AddRange(refused);
        await caughtUp(await _log.GetHeadAsync(cancellationToken), cancellationToken);
        return await TellAsync(
            refused.Select(x => Uri.UnescapeDataString(RefusedRecords.Parse(x).Key)),
            page,
            isAgain: true,
            cancellationToken
        );
    }

    private static InvoiceReference ReferenceOf(EngagementEvent happened) =>
        happened switch
        {
            EngagementEvent.InvoiceApproved e => e.Reference,
            EngagementEvent.InvoicePosted e => e.Reference,
            EngagementEvent.InvoiceVoided e => e.Reference,
            EngagementEvent.InvoiceDisputed e => e.Reference,
            EngagementEvent.DisputeResolved e => e.Reference,
            EngagementEvent.PaymentRecorded e => e.Payment.Invoice,
            EngagementEvent.RetentionReleased e => e.Reference,
            _ => throw new UnreachableException(happened.GetType().Name),
        };

    private async Task<ConnectorException?> TellAsync(
        IEnumerable<string> references,
        LogFeedPage page,
        bool isAgain,
        CancellationToken cancellationToken
    )
    {
        foreach (var chunk in references.Distinct(StringComparer.Ordinal).Chunk(DocumentsAtOnce))
        {
            var documents = await StandingAsync(chunk, cancellationToken);
            if (documents.Count == 0)
            {
                continue;
            }

            var stopped = await RefusedRecords.TellAsync(
                page,
                System,
                [.. documents.Select(x => KeyOf(x.Reference))],
                isAgain,
                async () =>
                    [.. (await mirror.ShowAsync(documents, cancellationToken)).Select(RefusalOf)]
            );
            if (stopped is not null)
            {
                return stopped;
            }
        }

        return null;
    }

    /// <summary>A document is known there by its reference.</summary>
    private static Refusal RefusalOf(DocumentRefusal x) =>
        new(KeyOf(x.Document), KeyOf(x.Document), x.Message, x.IsTransient);

    /// <summary>Read to its end before anybody is called, so that nothing is kept open meanwhile.</summary>
    private async Task<IReadOnlyList<DocumentStanding>> StandingAsync(
        IEnumerable<string> references,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        return await StandingDocuments.OfAsync(moment, references, cancellationToken);
    }

    /// <summary>Without blanks and semicolons, which references may have.</summary>
    private static string KeyOf(InvoiceReference reference) =>
        Uri.EscapeDataString(reference.Value);
}
