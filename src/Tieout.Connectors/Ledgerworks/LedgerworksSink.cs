using System.Globalization;
using System.Runtime.CompilerServices;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Writes customers and posts invoices and credit notes in Ledgerworks.</summary>
/// <remarks>
/// Ledgerworks knows no idempotency keys and does not keep references unique, so a document is
/// looked for by its reference before it is written, and a draft that is found is carried on.
/// </remarks>
public sealed class LedgerworksSink : ISink, ICodeMapper, IPostingCalendar, IDisposable
{
    private readonly LedgerworksOptions _options;
    private readonly LedgerworksClient _client;
    private readonly LedgerworksParties _parties;

    /// <summary>Opens no connection yet.</summary>
    public LedgerworksSink(LedgerworksOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new LedgerworksClient(options, timeProvider);
        _parties = new LedgerworksParties(options, _client);
        Capabilities = new SinkCapabilities(
            options.MaximumServerRunTime,
            options.ParallelKeys,
            WritesParties: true,
            TakesDeductions: true
        );
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<CodeMap> CodeMaps => [CodeMap.OfCompanies(_options.Companies.Keys)];

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        LedgerworksCheck.RunAsync(_client, _options, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        if (delivery is Delivery.Party party)
        {
            return await _parties.FindAsync(party.Customer, cancellationToken);
        }

        var query = $"reference={Uri.EscapeDataString(delivery.NaturalKey)}";
        var found = new List<TargetRecord>();
        await foreach (var record in SearchAsync(query, cancellationToken))
        {
            found.Add(record);
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    ) =>
        delivery switch
        {
            Delivery.Party party => _parties.WriteAsync(party.Customer, cancellationToken),
            Delivery.Document document => WriteAsync(document, found, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

    /// <inheritdoc/>
    public async Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (draft.State is not TargetState.Draft)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Document {draft.ExternalId} is {draft.State}; only drafts are discarded."
            );
        }

        var call = new LedgerworksCall(HttpMethod.Delete, $"invoices/{draft.ExternalId}");
        var answer = await _client.WriteAsync<LedgerworksInvoice>(call);
        if (!answer.IsError("not_found"))
        {
            _ = answer.Value;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    ) =>
        SearchAsync(
            $"referenceStartsWith={Uri.EscapeDataString(referencePrefix)}{Within(dates)}",
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    )
    {
        var company = Uri.EscapeDataString(CompanyOf(legalEntity));
        var answer = await _client.GetAsync<LedgerworksListing<LedgerworksPeriod>>(
            $"periods?company={company}",
            cancellationToken
        );
        return [.. answer.Value.Items.Select(x => x.ToPeriod())];
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static string Within(DateInterval? dates) =>
        dates is null
            ? string.Empty
            : $"&from={LocalDatePattern.Iso.Format(dates.Start)}&to={LocalDatePattern.Iso.Format(dates.End)}";

    private static LedgerworksInvoice Checked(LedgerworksInvoice draft, Invoice invoice)
    {
        var held = draft.ToTarget();
        if (held.Deducted != invoice.Gross - invoice.Payable)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"Ledgerworks deducts {held.Deducted} of document {draft.Id}, the hub "
                    + $"{invoice.Gross - invoice.Payable}. It stays a draft."
            );
        }

        if (held.Net != invoice.Net || held.Tax != invoice.Tax)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Ledgerworks computes {held.Net} net and {held.Tax} tax for document "
                    + $"{draft.Id}, the hub {invoice.Net} and {invoice.Tax}. It stays a draft.",
                reason: "TAX_DIFFERENCE"
            );
        }

        return draft;
    }

    private async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        var company = CompanyOf(document.Invoice.LegalEntity);
        cancellationToken.ThrowIfCancellationRequested();
        switch (found?.State)
        {
            case TargetState.Posted or TargetState.Paid:
                return found;
            case TargetState.Voided:
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"Document {found.ExternalId} was voided in Ledgerworks."
                );
            case TargetState.Draft:
                var id = found.ExternalId;
                return await CarryOnAsync(document, company, id, cancellationToken);
            default:
                var body = LedgerworksInvoiceBody.Of(document, company);
                var call = new LedgerworksCall(HttpMethod.Post, "invoices", body);
                var draft = (await _client.WriteAsync<LedgerworksInvoice>(call)).Value;
                return await PostAsync(Checked(draft, document.Invoice), document.AccountingDate);
        }
    }

    /// <summary>
    /// Sends the whole draft again, so that what is posted is what the hub decided, taxed as
    /// Ledgerworks taxes now; then posts it.
    /// </summary>
    private async Task<TargetRecord> CarryOnAsync(
        Delivery.Document document,
        string company,
        string id,
        CancellationToken cancellationToken
    )
    {
        var path = $"invoices/{id}";
        var held = (await _client.GetAsync<LedgerworksInvoice>(path, cancellationToken)).Value;
        if (held.ToTarget() is { State: not TargetState.Draft } meanwhile)
        {
            return await WriteAsync(document, meanwhile, cancellationToken);
        }

        var body = LedgerworksInvoiceBody.Of(document, company);
        var call = new LedgerworksCall(HttpMethod.Put, path, body, held.Version);
        var draft = (await _client.WriteAsync<LedgerworksInvoice>(call)).Value;
        return await PostAsync(Checked(draft, document.Invoice), document.AccountingDate);
    }

    private async Task<TargetRecord> PostAsync(LedgerworksInvoice draft, LocalDate date)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"invoices/{draft.Id}");
        var day = new LedgerworksAction(date.ToDateOnly());
        var call = new LedgerworksCall(HttpMethod.Post, $"{path}/post", day);
        var answer = await _client.WriteAsync<LedgerworksInvoice>(call);
        if (!answer.IsError("already_posted"))
        {
            return Posted(answer.Value);
        }

        var held = await _client.GetAsync<LedgerworksInvoice>(path, CancellationToken.None);
        return Posted(held.Value);
    }

    private static TargetRecord Posted(LedgerworksInvoice document)
    {
        try
        {
            return document.ToTarget();
        }
        catch (ConnectorException e)
        {
            throw ConnectorException.AfterPosting(document.Reference, e);
        }
    }

    private string CompanyOf(LegalEntityCode legalEntity) =>
        _options.Companies.TryGetValue(legalEntity, out var company)
            ? company
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"No company of Ledgerworks is set for legal entity {legalEntity}."
            );

    private async IAsyncEnumerable<TargetRecord> SearchAsync(
        string query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        long? after = 0;
        while (after is { } last)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"invoices?{query}&after={last}&limit={_options.PageSize}"
            );
            var page = (
                await _client.GetAsync<LedgerworksListing<LedgerworksInvoice>>(
                    path,
                    cancellationToken
                )
            ).Value;
            foreach (var document in page.Items.Where(x => x.Reference.Length > 0))
            {
                yield return document.ToTarget();
            }

            after = page.Next > last ? page.Next : null;
        }
    }
}
