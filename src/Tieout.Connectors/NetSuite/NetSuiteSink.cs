using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.NetSuite;

/// <summary>Writes customers, and posts invoices, credit memos and journals in NetSuite.</summary>
/// <remarks>
/// Everything is written under its external id, which NetSuite keeps unique, and with a key. An
/// invoice is written pending approval, read, compared and approved; a credit memo has no such
/// state and is posted at once, so its tax is compared before.
/// </remarks>
public sealed class NetSuiteSink : ISink, ICodeMapper, IPostingCalendar, IDisposable
{
    private readonly NetSuiteOptions _options;
    private readonly NetSuiteClient _client;
    private readonly NetSuiteLists _lists;
    private readonly NetSuiteDocuments _documents;
    private readonly NetSuiteParties _parties;
    private readonly NetSuiteJournals _journals;
    private readonly NetSuiteProjects _projects;

    /// <summary>Opens no connection yet.</summary>
    public NetSuiteSink(NetSuiteOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new NetSuiteClient(options, timeProvider);
        _lists = new NetSuiteLists(_client);
        _documents = new NetSuiteDocuments(_client, _lists);
        _parties = new NetSuiteParties(_client, options);
        _projects = new NetSuiteProjects(_client, _lists, options);
        _journals = new NetSuiteJournals(_client, _lists, options);
        Capabilities = new SinkCapabilities(
            options.MaximumServerRunTime,
            options.ParallelKeys,
            WritesParties: true,
            KeepsKeys: true,
            WritesProjects: options.Projects,
            NamesProjects: options.Projects,
            TakesJournals: true
        );
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<CodeMap> CodeMaps =>
        [
            CodeMap.OfCompanies(_options.Companies.Keys),
            CodeMap.Of(
                "items",
                CodeKind.RevenueAccount,
                _options.Items.Keys,
                UnlistedCode.PassedOn
            ),
            CodeMap.Of("taxes", CodeKind.TaxCode, _options.Taxes.Keys, UnlistedCode.PassedOn),
            CodeMap.Of(
                "dimensions",
                CodeKind.Dimension,
                _options.Dimensions.Keys,
                UnlistedCode.Refused
            ),
        ];

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        NetSuiteCheck.PassAsync(_client, _options, cancellationToken);

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
        var kind = NetSuiteDocumentKind.Of(document);
        var found = await _documents.FindAsync(kind, document.NaturalKey, cancellationToken);
        return found is { } some ? [some.Target] : [];
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
            Delivery.Document document => WriteAsync(document, cancellationToken),
            Delivery.Project project => _projects.WriteAsync(project.Order, cancellationToken),
            Delivery.Journal journal => _journals.WriteAsync(journal.Entry, cancellationToken),
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

        // NetSuite deletes what is posted as well: somebody may have approved it since it was looked at.
        var kind = draft.ExternalId.StartsWith(
            NetSuiteDocumentKind.CreditMemo.Type + "/",
            StringComparison.Ordinal
        )
            ? NetSuiteDocumentKind.CreditMemo
            : NetSuiteDocumentKind.Invoice;
        var now = await _documents.FindAsync(kind, draft.NaturalKey, cancellationToken);
        if (now?.Target.State is not (null or TargetState.Draft))
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Document {draft.ExternalId} is {now.Value.Target.State} by now; only drafts are discarded."
            );
        }

        await DeleteAsync(draft.ExternalId);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    ) => _documents.ListAsync(referencePrefix, dates, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    )
    {
        _ = NetSuiteBodies.SubsidiaryOf(legalEntity, _options);
        var periods = await _lists.PeriodsAsync(cancellationToken);
        return [.. periods.Select(x => x.ToLedger())];
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var kind = NetSuiteDocumentKind.Of(document);
        // PUT changes what it finds: what stands there is looked at here once more, whatever a
        // caller found before.
        var held = await _documents.FindAsync(kind, document.NaturalKey, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        switch (held?.Target.State)
        {
            case TargetState.Posted or TargetState.Paid:
                return Same(held.Value.Target, document.Invoice);
            case TargetState.Voided:
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"Document {held.Value.Target.ExternalId} was voided or rejected in NetSuite."
                );
            default:
                break;
        }

        var body = await BodyOfAsync(document, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await PutAsync(document, kind, body, held?.Stamp ?? string.Empty);
        // A credit memo is posted by being written.
        var (target, stamp) = await WrittenAsync(document, kind, isPosted: kind.IsCredit);
        if (target.Net != document.Invoice.Net || target.Tax != document.Invoice.Tax)
        {
            throw await DifferenceAsync(target, document.Invoice);
        }

        return target.State is TargetState.Draft
            ? await ApproveAsync(document, kind, target, stamp)
            : target;
    }

    private async Task<TargetRecord> ApproveAsync(
        Delivery.Document document,
        NetSuiteDocumentKind kind,
        TargetRecord target,
        string stamp
    )
    {
        var address = NetSuiteCall.Records + target.ExternalId;
        var approval = NetSuiteBodies.Approval();
        var key = NetSuiteKey.Of(address, stamp, approval.ToJsonString());
        var call = new NetSuiteCall(HttpMethod.Patch, address, approval, key);
        await RequireAsync(document, await _client.WriteAsync(call));
        var (approved, after) = await WrittenAsync(document, kind, isPosted: true);
        if (
            approved.State is TargetState.Draft
            && string.Equals(after, stamp, StringComparison.Ordinal)
        )
        {
            // The key was used by a call that was not carried out.
            await RequireAsync(document, await _client.WriteAsync(call with { Key = null }));
            (approved, _) = await WrittenAsync(document, kind, isPosted: true);
        }

        return approved.State is TargetState.Draft
            ? throw new ConnectorException(
                ConnectorFault.OutcomeUnknown,
                $"{approved.ExternalId} was approved and waits for approval all the same."
            )
            : Same(approved, document.Invoice);
    }

    /// <summary>What is posted is what the hub decided; somebody may have changed it in between.</summary>
    private static TargetRecord Same(TargetRecord posted, Invoice invoice) =>
        posted.Net == invoice.Net && posted.Tax == invoice.Tax
            ? posted
            : throw Difference(posted, invoice, "It is posted there; correct it there.");

    private async Task<JsonObject> BodyOfAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var period = await _lists.PostingPeriodAsync(document.AccountingDate, cancellationToken);
        var currency = await _lists.CurrencyIdAsync(document.Invoice.Currency, cancellationToken);
        return NetSuiteBodies.Document(document, _options, currency, period);
    }

    /// <summary>Writes under the external id. A key that was used says that it was written before.</summary>
    private async Task PutAsync(
        Delivery.Document document,
        NetSuiteDocumentKind kind,
        JsonObject body,
        string before
    )
    {
        var eid = NetSuiteExternalId.Address(document.NaturalKey);
        var address = $"{NetSuiteCall.Records}{kind.Type}/{eid}?replace=item";
        var key = NetSuiteKey.Of(address, before, body.ToJsonString());
        var call = new NetSuiteCall(HttpMethod.Put, address, body, key);
        var answer = await _client.WriteAsync(call);
        if (answer.IsRepeated)
        {
            var there = await _documents.FindAsync(
                kind,
                document.NaturalKey,
                CancellationToken.None
            );
            if (string.Equals(there?.Stamp ?? string.Empty, before, StringComparison.Ordinal))
            {
                // It was written and deleted since, or the call with the key was not carried out. The external
                // id alone keeps it from being there twice.
                answer = await _client.WriteAsync(call with { Key = null });
            }
        }

        await RequireAsync(document, answer);
    }

    private Task RequireAsync(Delivery.Document document, NetSuiteAnswer answer) =>
        _lists.RequireAsync(answer, document.AccountingDate, isJournal: false);

    private async Task<(TargetRecord Target, string Stamp)> WrittenAsync(
        Delivery.Document document,
        NetSuiteDocumentKind kind,
        bool isPosted
    )
    {
        try
        {
            return await _documents.FindAsync(kind, document.NaturalKey, CancellationToken.None)
                ?? throw new ConnectorException(
                    ConnectorFault.OutcomeUnknown,
                    $"{document.NaturalKey} was written and is not there."
                );
        }
        catch (ConnectorException e)
        {
            throw isPosted
                ? ConnectorException.AfterPosting(document.NaturalKey, e)
                : NetSuiteFaults.AfterWrite(e);
        }
    }

    /// <summary>A draft stays for people to look at; a credit memo that is posted does not, if that can be.</summary>
    private async Task<ConnectorException> DifferenceAsync(TargetRecord target, Invoice invoice)
    {
        if (target.State is TargetState.Draft)
        {
            return Difference(target, invoice, "It is not posted.");
        }

        try
        {
            await DeleteAsync(target.ExternalId);
            return Difference(target, invoice, "It is not posted.");
        }
        catch (ConnectorException e)
        {
            return Difference(
                target,
                invoice,
                $"It is posted and could not be deleted: {e.Message}"
            );
        }
    }

    private static ConnectorException Difference(
        TargetRecord target,
        Invoice invoice,
        string outcome
    ) =>
        new(
            ConnectorFault.Refused,
            $"NetSuite computes {target.Net} net and {target.Tax} tax for {target.ExternalId}, "
                + $"the hub {invoice.Net} and {invoice.Tax}. {outcome}",
            reason: "TAX_DIFFERENCE"
        );

    private async Task DeleteAsync(string externalId)
    {
        var gone = await _client.WriteAsync(
            new NetSuiteCall(HttpMethod.Delete, NetSuiteCall.Records + externalId)
        );
        if (!gone.IsNothing)
        {
            gone.Require();
        }
    }
}
