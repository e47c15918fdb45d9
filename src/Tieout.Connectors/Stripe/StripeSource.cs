using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>Reads what happened to the hub's documents in Stripe: payments and voids.</summary>
/// <remarks>
/// Events say which documents to look at, and the documents what is so. Events are kept for 30 days:
/// a feed that starts, or was not read for so long, lists all documents first. What is younger than
/// the overlap is looked at again, for events that show late. Documents that do not carry one of the
/// hub's references are passed over. What is paid back is not told: Stripe has no event that names the
/// invoice.
/// </remarks>
public sealed class StripeSource : ISource, IWebhookReceiver, IDisposable
{
    private const string Invoices = "invoices";
    private const string CreditNotes = "credit_notes";

    /// <summary>A day less than Stripe keeps them.</summary>
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(29);

    private static readonly string[] Types =
    [
        "invoice.paid",
        "invoice.voided",
        "invoice_payment.paid",
        "credit_note.voided",
    ];

    private readonly StripeOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly StripeClient _client;
    private readonly StripeReceipts _receipts;

    /// <summary>Opens no connection yet.</summary>
    public StripeSource(StripeOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _client = new StripeClient(options, timeProvider);
        var lookup = new StripeLookup(options, _client, timeProvider);
        _receipts = new StripeReceipts(options, _client, lookup);
    }

    /// <summary>Payments and voids.</summary>
    public static Feed Payments { get; } =
        new("payments", IsMasterData: false, HoldsUpBilling: false) { Deletions = Deletions.Told };

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } = [Payments];

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        StripeCheck.RunAsync(_client, _options, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (feed != Payments)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"Stripe has no feed '{feed.Name}'."
            );
        }

        var place = await PlaceAsync(after, cancellationToken);
        while (place.Sweep is { } kind)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (page, next) = await SweepAsync(kind, place, cancellationToken);
            yield return page;
            place = next;
        }

        foreach (
            var chunk in (await EventsAsync(place, cancellationToken)).Chunk(_options.PageSize)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var facts = await FactsAsync(chunk, cancellationToken);
            place = Beyond(place, chunk);
            yield return facts.ToPage(place);
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public bool TakesMessages => _options.WebhookSecrets.Count > 0;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Receive(WebhookMessage message)
    {
        var type = StripeWebhook.TypeOf(message, _options.WebhookSecrets);
        return Types.Contains(type, StringComparer.Ordinal) ? [Payments] : [];
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<StripeCursor> PlaceAsync(Cursor after, CancellationToken cancellationToken)
    {
        var place = after == Cursor.Start ? null : StripeCursor.Parse(after);
        var oldest = (_timeProvider.GetUtcNow() - EventsKept).ToUnixTimeSeconds();
        if (place is not null && place.Since >= oldest)
        {
            return place;
        }

        // By Stripe's clock: nothing that happens from now on has an earlier second.
        var newest = await _client.GetAsync<StripeList<StripeEvent>>(
            "events?limit=1",
            cancellationToken
        );
        var since = newest.Value.Data is [var one, ..] ? one.Created : oldest;
        return new StripeCursor(since, [], Invoices);
    }

    private async Task<(Page Page, StripeCursor Next)> SweepAsync(
        string kind,
        StripeCursor place,
        CancellationToken cancellationToken
    )
    {
        var facts = new StripeFacts();
        var from = place.After is { } last ? $"&starting_after={last}" : string.Empty;
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}?limit={_options.PageSize}{from}"
        );
        string? after = null;
        if (kind is Invoices)
        {
            var page = await _client.GetAsync<StripeList<StripeInvoice>>(path, cancellationToken);
            foreach (var invoice in page.Value.Data)
            {
                await _receipts.AddAsync(invoice, facts, cancellationToken);
            }

            after = page.Value.HasMore ? page.Value.Data[^1].Id : null;
        }
        else
        {
            var page = await _client.GetAsync<StripeList<StripeCreditNote>>(
                path,
                cancellationToken
            );
            foreach (var note in page.Value.Data)
            {
                await _receipts.AddAsync(note, facts, cancellationToken);
            }

            after = page.Value.HasMore ? page.Value.Data[^1].Id : null;
        }

        var sweep =
            after is not null ? kind
            : kind is Invoices ? CreditNotes
            : null;
        var next = place with { Sweep = sweep, After = after };
        return (facts.ToPage(next), next);
    }

    /// <summary>What is new, oldest first; of one second in the order in which Stripe has them.</summary>
    private async Task<List<StripeEvent>> EventsAsync(
        StripeCursor place,
        CancellationToken cancellationToken
    )
    {
        var since = place.Since - (long)_options.Overlap.TotalSeconds;
        var types = string.Join('&', Types.Select(x => $"types[]={x}"));
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"events?created[gte]={since}&{types}"
        );
        var seen = place.Seen.ToHashSet(StringComparer.Ordinal);
        var events = new List<StripeEvent>();
        await foreach (
            var page in _client.PagesAsync<StripeEvent>(path, x => x.Id, null, cancellationToken)
        )
        {
            events.AddRange(page.Where(x => !seen.Contains(x.Mark)));
        }

        events.Reverse();
        return [.. events.OrderBy(x => x.Created)];
    }

    private async Task<StripeFacts> FactsAsync(
        StripeEvent[] events,
        CancellationToken cancellationToken
    )
    {
        var facts = new StripeFacts();
        foreach (var (id, isNote) in events.Select(x => x.Data.Object).Select(SubjectOf).Distinct())
        {
            if (isNote)
            {
                var note = await _client.GetAsync<StripeCreditNote>(
                    $"{CreditNotes}/{id}",
                    cancellationToken
                );
                await _receipts.AddAsync(note.Value, facts, cancellationToken);
                continue;
            }

            var invoice = await _client.GetAsync<StripeInvoice>(
                $"{Invoices}/{id}",
                cancellationToken
            );
            await _receipts.AddAsync(invoice.Value, facts, cancellationToken);
        }

        return facts;
    }

    private static (string Id, bool IsNote) SubjectOf(StripeEventObject about) =>
        about.Kind switch
        {
            "credit_note" => (about.Id, true),
            "invoice_payment" => (about.Invoice ?? about.Id, false),
            _ => (about.Id, false),
        };

    private static long TimeOf(string mark) =>
        long.TryParse(mark.Split(' ')[0], CultureInfo.InvariantCulture, out var time) ? time : 0L;

    private StripeCursor Beyond(StripeCursor place, StripeEvent[] delivered)
    {
        var since = Math.Max(place.Since, delivered[^1].Created);
        var oldest = since - (long)_options.Overlap.TotalSeconds;
        var seen = place.Seen.Concat(delivered.Select(x => x.Mark)).Where(x => TimeOf(x) >= oldest);
        return place with { Since = since, Seen = [.. seen] };
    }
}
