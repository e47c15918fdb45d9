using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Writes customers and posts invoices, credit memos and journals in Business Central.</summary>
/// <remarks>
/// Business Central knows no idempotency keys and does not keep external document numbers unique,
/// so a document is looked for by its reference before it is written. A draft that is found is
/// replaced whole. The id of a document is its address below the service.
/// </remarks>
public sealed class BusinessCentralSink : ISink, ICodeMapper, IPostingCalendar, IDisposable
{
    private readonly BusinessCentralOptions _options;
    private readonly BusinessCentralClient _client;
    private readonly BusinessCentralCompanies _companies;
    private readonly BusinessCentralParties _parties;
    private readonly BusinessCentralCalendar _calendar;
    private readonly BusinessCentralJournals _journals;
    private readonly BusinessCentralProjects _projects;

    /// <summary>Opens no connection yet.</summary>
    public BusinessCentralSink(BusinessCentralOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new BusinessCentralClient(options, timeProvider);
        _companies = new BusinessCentralCompanies(options, _client);
        _parties = new BusinessCentralParties(_client, _companies);
        _calendar = new BusinessCentralCalendar(_client, options);
        _projects = new BusinessCentralProjects(_client, _companies);
        _journals = new BusinessCentralJournals(_client, _companies, _calendar, options);
        Capabilities = new SinkCapabilities(
            options.MaximumServerRunTime,
            options.ParallelKeys,
            WritesParties: true,
            WritesProjects: options.Projects,
            TakesJournals: true
        );
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<CodeMap> CodeMaps =>
        [
            CodeMap.OfCompanies(_options.Companies.Keys),
            CodeMap.Of("taxes", CodeKind.TaxCode, _options.Taxes.Keys, UnlistedCode.PassedOn),
            CodeMap.Of(
                "dimensions",
                CodeKind.Dimension,
                _options.Dimensions.Keys,
                UnlistedCode.PassedOn
            ),
        ];

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        _companies.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        switch (delivery)
        {
            case Delivery.Party party:
                return await _parties.FindAsync(party.Customer, cancellationToken);
            case Delivery.Project project:
                return await _projects.FindAsync(project.Order, cancellationToken);
            case Delivery.Journal journal:
                return await _journals.FindAsync(journal.Entry, cancellationToken);
            default:
                break;
        }

        var document = (Delivery.Document)delivery;
        var company = await _companies.PathOfAsync(document.Invoice.LegalEntity, cancellationToken);
        var number = BusinessCentralJson.Quoted(document.NaturalKey.ToUpperInvariant());
        var found = new List<TargetRecord>();
        await foreach (
            var record in SearchAsync(
                company,
                BusinessCentralDocumentKind.Of(document),
                $"externalDocumentNumber eq {number}",
                cancellationToken
            )
        )
        {
            found.Add(record with { NaturalKey = document.NaturalKey });
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
            Delivery.Project project => _projects.WriteAsync(
                project.Order,
                found,
                cancellationToken
            ),
            Delivery.Journal journal => _journals.WriteAsync(
                journal.Entry,
                found,
                cancellationToken
            ),
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

        await DeleteAsync(draft.ExternalId, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var filter =
            referencePrefix.Length == 0
                ? "externalDocumentNumber ne ''"
                : $"startswith(externalDocumentNumber,{BusinessCentralJson.Quoted(referencePrefix.ToUpperInvariant())})";
        foreach (var name in _companies.Names)
        {
            var company = await _companies.PathOfAsync(name, cancellationToken);
            BusinessCentralDocumentKind[] kinds =
            [
                BusinessCentralDocumentKind.Invoice,
                BusinessCentralDocumentKind.CreditMemo,
            ];
            foreach (var kind in kinds)
            {
                var all = filter + kind.Within(dates);
                await foreach (var record in SearchAsync(company, kind, all, cancellationToken))
                {
                    yield return record;
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    ) =>
        await _calendar.ReadAsync(
            await _companies.PathOfAsync(legalEntity, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        var company = await _companies.PathOfAsync(document.Invoice.LegalEntity, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        switch (found?.State)
        {
            case TargetState.Posted or TargetState.Paid:
                return found;
            case TargetState.Voided:
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"Document {found.ExternalId} was cancelled in Business Central."
                );
            case TargetState.Draft:
                await DeleteAsync(found.ExternalId, cancellationToken);
                break;
            default:
                break;
        }

        var kind = BusinessCentralDocumentKind.Of(document);
        var body = BusinessCentralDocumentBody.Of(document, _options);
        var call = new BusinessCentralCall(HttpMethod.Post, $"{company}/{kind.Set}", body);
        var made = (await _client.WriteAsync<BusinessCentralCreated>(call)).Value;
        var path = $"{company}/{kind.Set}({made.Id:D})";
        // The totals of the answer may be those before the lines: what stands there is read.
        var draft = await ReadWrittenAsync(path);
        Check(draft.ToTarget(path, document.NaturalKey, kind.IsCredit), document.Invoice);
        return await PostAsync(document, company, path);
    }

    /// <summary>Posts a draft; a refusal is told by what stands there, whatever its words.</summary>
    private async Task<TargetRecord> PostAsync(
        Delivery.Document document,
        string company,
        string path
    )
    {
        var isCredit = BusinessCentralDocumentKind.Of(document).IsCredit;
        var call = new BusinessCentralCall(
            HttpMethod.Post,
            $"{path}/Microsoft.NAV.post",
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        var answer = await _client.WriteAsync<BusinessCentralCreated>(call);
        if (answer.Failure is { Fault: ConnectorFault.Refused, Reason: null } refused)
        {
            var held = await ReadWrittenAsync(path);
            if (!held.IsDraft)
            {
                return held.ToTarget(path, document.NaturalKey, isCredit);
            }

            var setup = await _calendar.SetupAsync(company, CancellationToken.None);
            throw setup.Allows(document.AccountingDate.ToDateOnly())
                ? refused
                : new ConnectorException(
                    refused.Fault,
                    refused.Message,
                    reason: BusinessCentralFaults.PeriodClosed,
                    inner: refused
                );
        }

        answer.Require();
        try
        {
            var posted = await ReadWrittenAsync(path);
            return posted.ToTarget(path, document.NaturalKey, isCredit);
        }
        catch (ConnectorException e)
        {
            throw ConnectorException.AfterPosting(document.NaturalKey, e);
        }
    }

    private async Task<BusinessCentralDocument> ReadWrittenAsync(string path)
    {
        try
        {
            var answer = await _client.GetAsync<BusinessCentralDocument>(
                path,
                CancellationToken.None
            );
            return answer.Value;
        }
        catch (ConnectorException e)
        {
            throw BusinessCentralFaults.AfterWrite(e);
        }
    }

    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var held = await _client.GetAsync<BusinessCentralDocument>(path, cancellationToken);
        if (held.Error?.Code is "Internal_RecordNotFound")
        {
            return;
        }

        var version = held.Value.Version;
        var call = new BusinessCentralCall(HttpMethod.Delete, path, Version: version);
        var gone = await _client.WriteAsync<BusinessCentralCreated>(call);
        if (gone.Error?.Code is not "Internal_RecordNotFound")
        {
            gone.Require();
        }
    }

    private static void Check(TargetRecord draft, Invoice invoice)
    {
        if (draft.Net != invoice.Net || draft.Tax != invoice.Tax)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Business Central computes {draft.Net} net and {draft.Tax} tax for "
                    + $"{draft.ExternalId}, the hub {invoice.Net} and {invoice.Tax}. It stays a draft.",
                reason: "TAX_DIFFERENCE"
            );
        }
    }

    /// <summary>Documents that match, those that changed first in front.</summary>
    private async IAsyncEnumerable<TargetRecord> SearchAsync(
        string company,
        BusinessCentralDocumentKind kind,
        string filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var path = $"{company}/{kind.Set}?$filter={filter}&$orderby=lastModifiedDateTime";
        await foreach (
            var page in _client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            // The credit memo of a cancelled invoice carries the invoice's number.
            foreach (
                var document in page.Where(x => x.Status is not BusinessCentralDocument.Corrective)
            )
            {
                yield return document.ToTarget(
                    $"{company}/{kind.Set}({document.Id:D})",
                    document.ExternalDocumentNumber,
                    kind.IsCredit
                );
            }
        }
    }
}
