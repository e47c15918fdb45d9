using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tieout.Connectors.Stripe;

/// <summary>Finds documents by the hub's reference in their metadata.</summary>
/// <remarks>
/// Search knows all invoices but the newest, lists know all at once: what is younger than the overlap
/// is looked for among the customer's. Credit notes cannot be searched for and are listed.
/// </remarks>
internal sealed class StripeLookup(
    StripeOptions options,
    StripeClient client,
    TimeProvider timeProvider
)
{
    /// <summary>Every invoice with a reference, oldest first, as it is now.</summary>
    /// <param name="customers">Stripe's ids of whom it may be addressed to.</param>
    public async Task<List<StripeInvoice>> InvoicesAsync(
        string reference,
        IReadOnlyList<string> customers,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, StripeInvoice>(StringComparer.Ordinal);
        var query = StripeMarks.Query(StripeMarks.Reference, reference);
        var search = $"invoices/search?query={query}&limit={options.PageSize}";
        var known = await client.GetAsync<StripeList<StripeInvoice>>(search, cancellationToken);
        foreach (var id in known.Value.Data.Where(x => IsOf(x, reference)).Select(x => x.Id))
        {
            // The index may still tell of it as it was.
            var now = await client.GetAsync<StripeInvoice>($"invoices/{id}", cancellationToken);
            if (!now.IsMissing)
            {
                found[id] = now.Value;
            }
        }

        var since = (timeProvider.GetUtcNow() - options.Overlap).ToUnixTimeSeconds();
        var newest = new List<StripeInvoice>();
        foreach (var customer in customers)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"invoices?customer={customer}&created[gte]={since}"
            );
            await foreach (
                var page in client.PagesAsync<StripeInvoice>(
                    path,
                    x => x.Id,
                    null,
                    cancellationToken
                )
            )
            {
                newest.AddRange(page.Where(x => IsOf(x, reference)));
            }
        }

        // Lists are newest first; of one second the order of the list is all there is.
        newest.Reverse();
        foreach (var invoice in newest)
        {
            found[invoice.Id] = invoice;
        }

        return [.. found.Values.OrderBy(x => x.Created)];
    }

    /// <summary>Every credit note with a reference, oldest first.</summary>
    /// <param name="place">A query that narrows the list: <c>invoice=in_…</c>.</param>
    public async Task<List<StripeCreditNote>> CreditNotesAsync(
        string reference,
        string place,
        CancellationToken cancellationToken
    )
    {
        var found = new List<StripeCreditNote>();
        await foreach (
            var page in client.PagesAsync<StripeCreditNote>(
                $"credit_notes?{place}",
                x => x.Id,
                after: null,
                cancellationToken
            )
        )
        {
            found.AddRange(
                page.Where(x => StripeMarks.Has(x.Metadata, StripeMarks.Reference, reference))
            );
        }

        found.Reverse();
        return found;
    }

    /// <summary>All documents whose reference begins so.</summary>
    public async IAsyncEnumerable<StripeInvoice> InvoicesOfAsync(
        string prefix,
        LocalDate? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            var page in client.PagesAsync<StripeInvoice>(
                Since("invoices", since),
                x => x.Id,
                after: null,
                cancellationToken
            )
        )
        {
            foreach (var invoice in page.Where(x => IsOurs(x.Metadata, prefix)))
            {
                yield return invoice;
            }
        }
    }

    public async IAsyncEnumerable<StripeCreditNote> CreditNotesOfAsync(
        string prefix,
        LocalDate? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            var page in client.PagesAsync<StripeCreditNote>(
                Since("credit_notes", since),
                x => x.Id,
                after: null,
                cancellationToken
            )
        )
        {
            foreach (var note in page.Where(x => IsOurs(x.Metadata, prefix)))
            {
                yield return note;
            }
        }
    }

    /// <summary>Stripe looks for when a document was made there, not for its date.</summary>
    private static string Since(string list, LocalDate? since) =>
        since is { } day
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{list}?created[gte]={day.AtMidnight().InUtc().ToInstant().ToUnixTimeSeconds()}"
            )
            : list;

    public static bool IsOurs(IReadOnlyDictionary<string, string> metadata, string prefix) =>
        metadata.TryGetValue(StripeMarks.Reference, out var reference)
        && reference.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsOf(StripeInvoice invoice, string reference) =>
        StripeMarks.Has(invoice.Metadata, StripeMarks.Reference, reference);
}
