using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Stripe;

/// <summary>Writes customers, and final invoices and credit notes, to a Stripe account.</summary>
/// <remarks>
/// Stripe has neither accounts of a ledger nor periods: to be final is to be posted there, on the day
/// that it is in effect. Its metadata carries the hub's reference, and every step that must not be
/// done twice has an idempotency key that follows from the reference.
/// </remarks>
public sealed class StripeSink : ISink, ICodeMapper, IDisposable
{
    /// <summary>A document that is made longer before its date is found by its reference only.</summary>
    private const int DatedAheadMaxDays = 31;

    private readonly StripeOptions _options;
    private readonly StripeClient _client;
    private readonly StripeParties _parties;
    private readonly StripeLookup _lookup;
    private readonly StripeTargets _targets;
    private readonly StripeInvoices _invoices;
    private readonly StripeCreditNotes _creditNotes;

    /// <summary>Opens no connection yet.</summary>
    public StripeSink(StripeOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new StripeClient(options, timeProvider);
        _parties = new StripeParties(options, _client, timeProvider);
        _lookup = new StripeLookup(options, _client, timeProvider);
        var days = new StripeDays(options.Zone);
        _targets = new StripeTargets(days);
        _invoices = new StripeInvoices(_client, days, _targets);
        _creditNotes = new StripeCreditNotes(_client, days, _targets);
        Capabilities = new SinkCapabilities(
            options.MaximumServerRunTime,
            options.ParallelKeys,
            WritesParties: true,
            HasPeriods: false,
            KeepsKeys: true
        );
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<CodeMap> CodeMaps =>
        [
            CodeMap.Of(
                "legalEntity",
                CodeKind.LegalEntity,
                [_options.LegalEntity.Value],
                UnlistedCode.Refused
            ),
        ];

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        StripeCheck.RunAsync(_client, _options, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    ) =>
        delivery switch
        {
            Delivery.Party party => await _parties.FindAsync(party.Customer, cancellationToken),
            Delivery.Document document => await FindAsync(document, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

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

        var call = new StripeCall(HttpMethod.Delete, $"invoices/{draft.ExternalId}");
        var answer = await _client.WriteAsync<StripeTrace>(call);
        if (!answer.IsMissing)
        {
            _ = answer.Value;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Stripe looks for when a document was made, and has more than those of the days asked for.</remarks>
    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var since = dates?.Start.PlusDays(-DatedAheadMaxDays);
        await foreach (
            var invoice in _lookup.InvoicesOfAsync(referencePrefix, since, cancellationToken)
        )
        {
            yield return _targets.Of(invoice);
        }

        await foreach (
            var note in _lookup.CreditNotesOfAsync(referencePrefix, since, cancellationToken)
        )
        {
            yield return _targets.Of(note);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var reference = document.NaturalKey;
        if (
            document.Invoice.Type is InvoiceType.CreditNote
            && document.RefersToExternalId is { } id
        )
        {
            var place = $"invoice={id}";
            var notes = await _lookup.CreditNotesAsync(reference, place, cancellationToken);
            return [.. notes.Select(_targets.Of)];
        }

        var customers = await _parties.IdsAsync(document.BillTo.Code.Value, cancellationToken);
        if (document.Invoice.Type is not InvoiceType.CreditNote)
        {
            var invoices = await _lookup.InvoicesAsync(reference, customers, cancellationToken);
            return [.. invoices.Select(_targets.Of)];
        }

        var found = new List<TargetRecord>();
        foreach (var customer in customers)
        {
            var place = $"customer={customer}";
            var notes = await _lookup.CreditNotesAsync(reference, place, cancellationToken);
            found.AddRange(notes.Select(_targets.Of));
        }

        return found;
    }

    private async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        if (document.Invoice.LegalEntity != _options.LegalEntity)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"The Stripe account of '{System}' is of legal entity {_options.LegalEntity}, not of "
                    + $"{document.Invoice.LegalEntity}."
            );
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (found is { State: TargetState.Posted or TargetState.Paid })
        {
            return found;
        }

        if (found is { State: TargetState.Voided })
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Document {found.ExternalId} was voided in Stripe."
            );
        }

        if (document.Invoice.Type is InvoiceType.CreditNote)
        {
            return await _creditNotes.WriteAsync(document, cancellationToken);
        }

        var customers = await _parties.IdsAsync(document.BillTo.Code.Value, cancellationToken);
        if (customers.Count == 0)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Stripe has no customer {document.BillTo.Code}.",
                reason: "CUSTOMER_NOT_IN_ERP"
            );
        }

        var draft = found is null ? null : await DraftAsync(found.ExternalId, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return await _invoices.WriteAsync(document, draft, customers[0]);
    }

    private async Task<StripeInvoice> DraftAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _client.GetAsync<StripeInvoice>($"invoices/{id}", cancellationToken);
        return answer.Value;
    }
}
