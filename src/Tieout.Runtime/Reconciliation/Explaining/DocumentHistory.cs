using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Goes back to the moment at which documents were drafted, and asks why again.</summary>
internal sealed class DocumentHistory(ILogReader log)
{
    /// <summary>The reasons of some documents of one engagement, by reference. O(its history).</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<AmountReason>>> ReasonsAsync(
        EngagementId engagement,
        IReadOnlySet<string> references,
        CancellationToken cancellationToken
    )
    {
        var reasons = new Dictionary<string, IReadOnlyList<AmountReason>>(StringComparer.Ordinal);
        var state = new EngagementState(engagement) { KeepsClosedWork = true };
        var stream = Streams.Engagement(engagement);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            var happened = EventCodec.DecodeEngagement(stored);
            if (
                happened is EngagementEvent.InvoiceDrafted { Invoice: var invoice }
                && references.Contains(invoice.Reference.Value)
            )
            {
                reasons[invoice.Reference.Value] = await OfAsync(state, invoice, cancellationToken);
                if (reasons.Count == references.Count)
                {
                    break;
                }
            }

            state = state.Evolve(happened).State;
        }

        return reasons;
    }

    /// <summary>Version n is the book after its first n facts.</summary>
    public async Task<ReferenceBook> BookAtAsync(long version, CancellationToken cancellationToken)
    {
        var book = ReferenceBook.Empty;
        await foreach (var stored in log.ReadStreamAsync(Streams.Reference, 0, cancellationToken))
        {
            if (book.Version >= version)
            {
                break;
            }

            book = book.Evolve(EventCodec.DecodeReference(stored));
        }

        return book;
    }

    private async Task<IReadOnlyList<AmountReason>> OfAsync(
        EngagementState before,
        Invoice invoice,
        CancellationToken cancellationToken
    ) =>
        DocumentReasons.Of(
            before,
            await BookAtAsync(invoice.ReferenceVersion, cancellationToken),
            invoice
        );
}
