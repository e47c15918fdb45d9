using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Reads what was paid on the hub's invoices, and which of them were cancelled.</summary>
/// <remarks>
/// API v2.0 tells no payments that are posted, only what remains of an invoice. So all that was
/// paid on an invoice is one payment, whose amount changes; what its credit memos took off is left
/// out. The day is the one of the change. Some time before the last change is looked at again,
/// since a change is stamped before it is committed.
/// </remarks>
public sealed class BusinessCentralSource : ISource, IDisposable
{
    private readonly BusinessCentralOptions _options;
    private readonly BusinessCentralClient _client;
    private readonly BusinessCentralCompanies _companies;

    /// <summary>Opens no connection yet.</summary>
    public BusinessCentralSource(BusinessCentralOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new BusinessCentralClient(options, timeProvider);
        _companies = new BusinessCentralCompanies(options, _client);
        Feeds = [Payments with { ReadableWithin = options.Overlap }];
    }

    /// <summary>Payments and cancellations in the order in which the invoices changed.</summary>
    public static Feed Payments { get; } =
        new("payments", IsMasterData: false, IsReceipts: true) { Deletions = Deletions.Told };

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; }

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
            var path = PathOf(company, BusinessCentralCursor.Of(cursors, name));
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
                yield return await PageOfAsync(
                    company,
                    news,
                    BusinessCentralCursor.Write(cursors),
                    cancellationToken
                );
            }
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The hub's invoices, from some time before the last change that was read.</summary>
    private string PathOf(string company, BusinessCentralCursor cursor)
    {
        var filter =
            _options.ReferencePrefix.Length == 0
                ? "externalDocumentNumber ne ''"
                : $"startswith(externalDocumentNumber,{BusinessCentralJson.Quoted(_options.ReferencePrefix.ToUpperInvariant())})";
        if (cursor.At > DateTimeOffset.MinValue)
        {
            var since = (cursor.At - _options.Overlap).UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ss.fffZ",
                CultureInfo.InvariantCulture
            );
            filter = $"lastModifiedDateTime ge {since} and {filter}";
        }

        return $"{company}/salesInvoices?$filter={filter}&$orderby=lastModifiedDateTime";
    }

    private async Task<Page> PageOfAsync(
        string company,
        IReadOnlyList<BusinessCentralDocument> invoices,
        Cursor next,
        CancellationToken cancellationToken
    )
    {
        var records = new List<SourceRecord>();
        var rejected = new List<RejectedRecord>();
        foreach (var invoice in invoices.Where(x => !x.IsDraft))
        {
            var origin = new Origin(System, $"{company}/salesInvoices({invoice.Id:D})");
            if (
                !Identifier.IsValid(invoice.ExternalDocumentNumber)
                || !CurrencyCode.TryParse(invoice.CurrencyCode, out var currency)
            )
            {
                rejected.Add(
                    Rejection(
                        origin,
                        invoice,
                        "business-central.unreadable-invoice",
                        "needs a reference of the hub and a currency of ISO 4217."
                    )
                );
            }
            else if (invoice.Status is BusinessCentralDocument.Canceled)
            {
                if (await IsGoneAsync(company, invoice, cancellationToken))
                {
                    records.Add(new SourceRecord(Voided(invoice), origin));
                }
            }
            else if (await PaidAsync(company, invoice, cancellationToken) is { } paid)
            {
                records.Add(new SourceRecord(PaymentOf(invoice, paid, currency), origin));
            }
            else
            {
                rejected.Add(
                    Rejection(
                        origin,
                        invoice,
                        "business-central.credit-partly-applied",
                        "has a credit memo that is not applied in full, so what was paid in money "
                            + "cannot be told. Apply the credit memo."
                    )
                );
            }
        }

        return new Page(records, rejected, next);
    }

    /// <summary>No other invoice stands in the ledger with the reference of a cancelled one.</summary>
    private async Task<bool> IsGoneAsync(
        string company,
        BusinessCentralDocument invoice,
        CancellationToken cancellationToken
    )
    {
        var number = BusinessCentralJson.Quoted(invoice.ExternalDocumentNumber);
        var path = $"{company}/salesInvoices?$filter=externalDocumentNumber eq {number}";
        await foreach (
            var page in _client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            if (
                page.Any(x =>
                    x.Status is BusinessCentralDocument.Open or BusinessCentralDocument.Paid
                )
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What was paid in money; none while a credit memo's part of it cannot be told.</summary>
    private async Task<decimal?> PaidAsync(
        string company,
        BusinessCentralDocument invoice,
        CancellationToken cancellationToken
    )
    {
        var settled = invoice.TotalAmountIncludingTax - (invoice.RemainingAmount ?? 0m);
        if (settled == 0m)
        {
            return 0m;
        }

        var path = $"{company}/salesCreditMemos?$filter=invoiceId eq {invoice.Id:D}";
        await foreach (
            var page in _client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            foreach (var credit in page.Where(x => !x.IsDraft))
            {
                if (credit.Status is BusinessCentralDocument.Open)
                {
                    return null;
                }

                settled -= credit.TotalAmountIncludingTax;
            }
        }

        return settled;
    }

    private Payment PaymentOf(
        BusinessCentralDocument invoice,
        decimal paid,
        CurrencyCode currency
    ) =>
        new(
            IdentityOf(invoice),
            VersionOf(invoice),
            InvoiceReference.Parse(invoice.ExternalDocumentNumber),
            new Money(paid, currency),
            DayOf(invoice)
        );

    private static DocumentVoided Voided(BusinessCentralDocument invoice) =>
        new(
            InvoiceReference.Parse(invoice.ExternalDocumentNumber),
            VersionOf(invoice),
            DayOf(invoice)
        );

    private string IdentityOf(BusinessCentralDocument invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"{System}/{invoice.Id:D}");

    private static long VersionOf(BusinessCentralDocument invoice) =>
        invoice.LastModifiedDateTime.ToUnixTimeMilliseconds();

    private static LocalDate DayOf(BusinessCentralDocument invoice) =>
        LocalDate.FromDateTime(invoice.LastModifiedDateTime.UtcDateTime);

    private RejectedRecord Rejection(
        Origin origin,
        BusinessCentralDocument invoice,
        string code,
        string text
    ) =>
        new(
            origin,
            code,
            Field: null,
            $"Invoice {invoice.Number} {text}",
            $"payment/{IdentityOf(invoice)}"
        );
}
