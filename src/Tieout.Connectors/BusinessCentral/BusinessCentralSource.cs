using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Reads what was paid on the hub's invoices, and which of them were cancelled.</summary>
/// <remarks>
/// API v2.0 tells no payments that are posted, only what remains of an invoice. So all that was
/// paid on an invoice is one payment, whose amount changes; what its credit memos took off is left
/// out. A part payment does not stamp the invoice: those that are open are looked at each time, and
/// the others when they were stamped, some time before the last stamp once more, since a change is
/// stamped before it is committed.
/// </remarks>
public sealed class BusinessCentralSource : ISource, IWebhookSubscriber, IDisposable
{
    /// <summary>What was told of an invoice is kept so long after it was found open no more.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly BusinessCentralOptions _options;
    private readonly BusinessCentralClient _client;
    private readonly BusinessCentralCompanies _companies;
    private readonly BusinessCentralReceipts _receipts;
    private readonly BusinessCentralWebhooks _webhooks;
    private readonly TimeProvider _timeProvider;

    /// <summary>Opens no connection yet.</summary>
    public BusinessCentralSource(BusinessCentralOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new BusinessCentralClient(options, timeProvider);
        _companies = new BusinessCentralCompanies(options, _client);
        _receipts = new BusinessCentralReceipts(options.System, _client);
        _webhooks = new BusinessCentralWebhooks(options, _client, _companies, timeProvider);
        _timeProvider = timeProvider;
        Feeds = [Payments with { ReadableWithin = options.Overlap }];
    }

    /// <summary>Payments and cancellations in the order in which the invoices changed.</summary>
    public static Feed Payments { get; } =
        new("payments", IsMasterData: false, HoldsUpBilling: false) { Deletions = Deletions.Told };

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; }

    /// <summary>A filter: documents of the hub.</summary>
    private string Ours =>
        _options.ReferencePrefix.Length == 0
            ? "externalDocumentNumber ne ''"
            : $"startswith(externalDocumentNumber,{BusinessCentralJson.Quoted(_options.ReferencePrefix.ToUpperInvariant())})";

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        _companies.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!feed.Name.Equals(Payments.Name, StringComparison.Ordinal))
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"Business Central has no feed '{feed.Name}'."
            );
        }

        var cursors = BusinessCentralCursor.Read(after);
        foreach (var name in _companies.Names)
        {
            var company = await _companies.PathOfAsync(name, cancellationToken);
            await foreach (var page in ChangedAsync(company, name, cursors, cancellationToken))
            {
                yield return page;
            }

            await foreach (var page in OpenAsync(company, name, cursors, cancellationToken))
            {
                yield return page;
            }
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Instant> SubscribeAsync(Uri address, CancellationToken cancellationToken) =>
        Instant.FromDateTimeOffset(await _webhooks.SubscribeAsync(address, cancellationToken));

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Receive(WebhookMessage message) =>
        _webhooks.IsAboutOurs(message) ? Feeds : [];

    /// <inheritdoc/>
    public WebhookAnswer? AnswerTo(WebhookMessage message) =>
        BusinessCentralWebhooks.TokenOf(message) is { } token
            ? new WebhookAnswer("text/plain", token)
            : null;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Those that were stamped, from some time before the last stamp that was read.</summary>
    private async IAsyncEnumerable<Page> ChangedAsync(
        string company,
        string name,
        Dictionary<string, BusinessCentralCursor> cursors,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var since = string.Empty;
        if (BusinessCentralCursor.Of(cursors, name).At is var at && at > DateTimeOffset.MinValue)
        {
            var from = (at - _options.Overlap).UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ss.fffZ",
                CultureInfo.InvariantCulture
            );
            since = $"lastModifiedDateTime ge {from} and ";
        }

        var path = $"{company}/salesInvoices?$filter={since}{Ours}&$orderby=lastModifiedDateTime";
        await foreach (
            var page in _client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            var cursor = BusinessCentralCursor.Of(cursors, name);
            BusinessCentralDocument[] news = [.. page.Where(x => !cursor.Knows(x))];
            if (news.Length == 0)
            {
                continue;
            }

            cursors[name] = cursor.After(news, _options.Overlap);
            // Where nothing is remembered of those that are open, all of them are told below.
            var meant = news.Where(x =>
                !x.IsOpen || (cursor.Told is not null && cursor.ToldOf(x)?.Settled != x.Settled)
            );
            yield return await PageOfAsync(company, name, meant, cursors, cancellationToken);
        }
    }

    /// <summary>Those that are open and that something else was settled on than was told.</summary>
    private async IAsyncEnumerable<Page> OpenAsync(
        string company,
        string name,
        Dictionary<string, BusinessCentralCursor> cursors,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Until all were told again, a cursor must not say that they were.
        Cursor? forgetful = BusinessCentralCursor.Of(cursors, name).Told is null
            ? BusinessCentralCursor.Write(cursors)
            : null;
        if (forgetful is not null)
        {
            cursors[name] = BusinessCentralCursor.Of(cursors, name).Remembering();
        }

        var open = new HashSet<Guid>();
        var path = $"{company}/salesInvoices?$filter=status eq 'Open' and {Ours}";
        await foreach (
            var list in _client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            open.UnionWith(list.Select(x => x.Id));
            var told = BusinessCentralCursor.Of(cursors, name);
            var news = list.Where(x => forgetful is not null || told.IsNews(x));
            var page = await PageOfAsync(
                company,
                name,
                news,
                cursors,
                cancellationToken,
                isForgotten: forgetful is not null
            );
            if (page.Records.Count + page.Rejected.Count > 0)
            {
                yield return forgetful is null ? page : page with { Next = forgetful.Value };
            }
        }

        var before = (_timeProvider.GetUtcNow() - Forgotten).ToUnixTimeMilliseconds();
        cursors[name] = BusinessCentralCursor.Of(cursors, name).Without(open, before);
        if (forgetful is not null && open.Count > 0)
        {
            yield return new Page([], [], BusinessCentralCursor.Write(cursors));
        }
    }

    private async Task<Page> PageOfAsync(
        string company,
        string name,
        IEnumerable<BusinessCentralDocument> invoices,
        Dictionary<string, BusinessCentralCursor> cursors,
        CancellationToken cancellationToken,
        bool isForgotten = false
    )
    {
        var records = new List<SourceRecord>();
        var rejected = new List<RejectedRecord>();
        foreach (var invoice in invoices.Where(x => !x.IsDraft))
        {
            var cursor = BusinessCentralCursor.Of(cursors, name);
            var last = cursor.ToldOf(invoice);
            var moment = BusinessCentralMoment.Of(
                invoice,
                isForgotten ? last ?? new BusinessCentralTold(0L) : last,
                _timeProvider.GetUtcNow()
            );
            var receipt = await _receipts.OfAsync(company, invoice, moment, cancellationToken);
            if (receipt.Record is { } record)
            {
                records.Add(record);
            }

            // Once is enough to say that it cannot be told.
            if (receipt.Rejected is { } rejection && last is not { Settled: null })
            {
                rejected.Add(rejection);
            }

            cursors[name] = cursor.With(
                invoice,
                !invoice.IsOpen || (last is null && invoice.Settled == 0m)
                    ? null
                    : new BusinessCentralTold(
                        moment.Version,
                        receipt.IsUnclear ? null : invoice.Settled
                    )
            );
        }

        return new Page(records, rejected, BusinessCentralCursor.Write(cursors));
    }
}
