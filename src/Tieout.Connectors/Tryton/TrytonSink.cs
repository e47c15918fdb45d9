using System.Diagnostics;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Invoices;
using Tieout.Connectors.Tryton.Journals;
using Tieout.Connectors.Tryton.Parties;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Tryton;

/// <summary>Writes customers, invoices, credit memos and journals to a Tryton 6.0 ERP and posts them.</summary>
/// <remarks>
/// Tryton keeps no idempotency key for invoices (a reference may occur twice), so the lane looks
/// before it writes. Posting is serialised: Tryton draws numbers without gaps under one lock and
/// refuses those who wait, which makes parallel posting slower than one after the other. Numbers
/// follow dates: an invoice dated before the last one of its sequence is refused.
/// </remarks>
public sealed class TrytonSink : ISink, ICodeMapper, IPostingCalendar
{
    private readonly TrytonOptions _options;
    private readonly TrytonRpc _rpc;
    private readonly TrytonDirectory _directory;
    private readonly TrytonInvoices _invoices;
    private readonly TrytonPeriods _periods;
    private readonly TrytonParties _parties;
    private readonly TrytonJournals _journals;

    /// <summary>Uses a connection that somebody else owns.</summary>
    public TrytonSink(TrytonRpc rpc, TrytonOptions options)
    {
        _options = options;
        _rpc = rpc;
        _directory = new TrytonDirectory(rpc, options);
        _periods = new TrytonPeriods(rpc, options);
        _invoices = new TrytonInvoices(
            rpc,
            _directory,
            new TrytonDraft(rpc, _directory, options),
            _periods,
            options
        );
        _parties = new TrytonParties(rpc);
        _journals = new TrytonJournals(rpc, _directory, _periods, options);
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<CodeMap> CodeMaps =>
        [CodeMap.Of("taxes", CodeKind.TaxCode, _options.Taxes.Keys, UnlistedCode.PassedOn)];

    /// <inheritdoc/>
    public SinkCapabilities Capabilities =>
        new(
            _options.MaximumServerRunTime,
            ParallelKeys: 1,
            WritesParties: true,
            NumbersByDate: true,
            TakesDeductions: true,
            TakesJournals: true
        );

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _rpc.LogInAsync(cancellationToken);
        _ = await _directory.CompanyAsync(legalEntity: null, cancellationToken);
        _ = await _directory.RevenueJournalAsync(cancellationToken);
        _ = await _directory.HourAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    ) =>
        delivery switch
        {
            Delivery.Document document => _invoices.FindAsync(document, cancellationToken),
            Delivery.Party party => _parties.FindAsync(party.Customer.Code, cancellationToken),
            Delivery.Journal journal => _journals.FindAsync(journal.Entry, cancellationToken),
            _ => throw new UnreachableException(),
        };

    /// <inheritdoc/>
    public Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    ) =>
        delivery switch
        {
            Delivery.Document document => _invoices.WriteAsync(document, found, cancellationToken),
            Delivery.Party party => _parties.WriteAsync(party.Customer, found, cancellationToken),
            Delivery.Journal journal => _journals.WriteAsync(
                journal.Entry,
                found,
                cancellationToken
            ),
            _ => throw new UnreachableException(),
        };

    /// <inheritdoc/>
    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        _invoices.DiscardAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    ) => _invoices.ListAsync(referencePrefix, dates, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    ) =>
        await _periods.ReadAsync(
            await _directory.RevenueJournalAsync(cancellationToken),
            await _directory.CompanyAsync(legalEntity, cancellationToken),
            cancellationToken
        );
}
