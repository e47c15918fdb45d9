using System.Runtime.CompilerServices;
using CsvHelper;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Connectors.LegacyErp.Idoc;
using Tieout.Connectors.LegacyErp.Oracle;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.LegacyErp;

/// <summary>Hands customers, invoices and credit memos over to an ERP on premises, a file each.</summary>
/// <remarks>
/// A write ends as <see cref="TargetState.Submitted"/>; the ERP's acknowledgement says what became of
/// it. What stands where is known from the files alone, so that a lost checkpoint loses nothing.
/// </remarks>
public sealed class LegacyErpSink : ISink, ICodeMapper, IPostingCalendar, IDisposable
{
    /// <summary>The file of the ERP's periods in <c>outbound</c>.</summary>
    public const string PeriodsFile = "periods.csv";

    private readonly LegacyErpOptions _options;
    private readonly IClock _clock;
    private readonly ErpFolders _folders;
    private readonly ErpText _text;
    private readonly IErpFormat _format;
    private readonly BatchDrop _drop;
    private readonly ErpBook _book;
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Touches no file yet.</summary>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public LegacyErpSink(LegacyErpOptions options, IClock clock)
        : this(options, clock, reached: null) { }

    /// <summary>For tests that crash after a step of the handing over.</summary>
    internal LegacyErpSink(LegacyErpOptions options, IClock clock, Action<DropStep>? reached)
    {
        _options = options;
        _clock = clock;
        _folders = new ErpFolders(options.Folder);
        _text = ErpText.Of(options);
        _format =
            options.Format is LegacyErpFormat.Idoc
                ? new IdocFormat(options)
                : new OracleFormat(options);
        _drop = new BatchDrop(_folders, options.Source, reached);
        _book = new ErpBook(_folders, _format, _text, options, _drop);
        Capabilities = new SinkCapabilities(
            options.LookEvery,
            ParallelKeys: 1,
            options.WritesCustomers,
            TakesDeductions: _format.TakesDeductions,
            KeepsKeys: true,
            AnswersWithin: options.AcknowledgedWithin
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
                UnlistedCode.LeftOut
            ),
        ];

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        AloneAsync(
            () =>
            {
                _folders.Require();
                _folders.Probe();
                foreach (var entity in _options.Companies.Keys)
                {
                    _ = ReadPeriods(entity);
                }

                return true;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    ) => AloneAsync(() => Find(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    ) => AloneAsync(() => Write(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        AloneAsync(
            () =>
                draft.State is TargetState.Draft
                    ? Withdraw(draft.ExternalId)
                    : throw ErpFaults.Refused(
                        $"{draft.ExternalId} is {draft.State}; only what was never handed over is "
                            + "taken back."
                    ),
            cancellationToken
        );

    /// <inheritdoc/>
    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var records = await AloneAsync(
            () =>
            {
                _book.Refresh();
                return _book
                    .DocumentKeys()
                    .Where(x => x.StartsWith(referencePrefix, StringComparison.Ordinal))
                    .SelectMany(x => _book.Find(x, isParty: false))
                    // What the ERP has refused it does not hold.
                    .Where(x => x.State is not TargetState.Rejected)
                    .ToList();
            },
            cancellationToken
        );
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    ) =>
        AloneAsync(
            () =>
            {
                _folders.Require();
                return ReadPeriods(legalEntity);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private IReadOnlyList<TargetRecord> Find(Delivery delivery)
    {
        _book.Refresh();
        return _book.Find(delivery.NaturalKey, delivery is Delivery.Party);
    }

    /// <summary>Goes by what stands there now, not by what was found some time ago.</summary>
    private TargetRecord Write(Delivery delivery)
    {
        var found = Find(delivery);
        if (delivery is Delivery.Party && Unchanged(delivery, found) is { } same)
        {
            return same;
        }

        if (delivery is Delivery.Document)
        {
            if (
                found.FirstOrDefault(x => x.State is TargetState.Posted or TargetState.Paid) is
                { } done
            )
            {
                return done;
            }

            if (found.FirstOrDefault(x => x.State is TargetState.Voided) is { } gone)
            {
                throw ErpFaults.Refused($"{gone.Number} was cancelled in {System}.");
            }

            if (found.FirstOrDefault(x => x.State is TargetState.Submitted) is { } waits)
            {
                return waits;
            }
        }

        // What the ERP has never seen may be out of date: its period, an account, its clock.
        foreach (var kept in found.Where(x => x.State is TargetState.Draft))
        {
            _ = Withdraw(kept.ExternalId);
        }

        return Submit(delivery);
    }

    private bool Withdraw(string name)
    {
        _ = _drop.Withdraw(name);
        _book.Refresh();
        _book.Forget(name);
        return true;
    }

    private TargetRecord Submit(Delivery delivery)
    {
        var id = BatchId.Next(_clock.GetCurrentInstant(), _book.Last);
        var content = _format.Compose(delivery, id);
        var name = _book.NameOf(id);
        _drop.Drop(name, _text.Encode(content));
        return Find(delivery)
                .FirstOrDefault(x => x.ExternalId.Equals(name, StringComparison.Ordinal))
            // The ERP may have taken and answered it meanwhile.
            ?? Find(delivery)[0];
    }

    /// <summary>The customer as it was handed over last, if that would be handed over again.</summary>
    private TargetRecord? Unchanged(Delivery delivery, IReadOnlyList<TargetRecord> found)
    {
        if (
            _book.LastOf(delivery.NaturalKey) is not { } last
            || _drop.IsUndropped(_book.NameOf(last))
        )
        {
            return null;
        }

        var sent = Path.Combine(_folders.Sent, _book.NameOf(last));
        var bytes = ErpFolders.Guarded(
            sent,
            () => File.Exists(sent) ? File.ReadAllBytes(sent) : []
        );
        return bytes.AsSpan().SequenceEqual(_text.Encode(_format.Compose(delivery, last)))
            ? found[0]
            : null;
    }

    private IReadOnlyList<LedgerPeriod> ReadPeriods(LegalEntityCode entity)
    {
        var company = ErpCompanies.Of(_options, entity);
        var path = Path.Combine(_folders.Outbound, PeriodsFile);
        var bytes = ErpFolders.Guarded(
            path,
            () => File.Exists(path) ? File.ReadAllBytes(path) : null
        );
        if (bytes is null)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"{path} is not there: {System} has to export its periods, or nothing is posted."
            );
        }

        try
        {
            var today = _clock.GetCurrentInstant().InUtc().Date;
            var text = _text.Decode(bytes) ?? throw new FormatException($"it is not {_text.Name}");
            return _format.ReadPeriods(text, company, today) is { Count: > 0 } periods
                ? periods
                : throw new FormatException($"it has no periods of {company}");
        }
        catch (Exception e) when (e is FormatException or CsvFormatException)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"{path} does not tell the periods of {entity}: {e.Message}.",
                inner: e
            );
        }
    }

    /// <summary>One call at a time: what was looked at is what is written.</summary>
    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _ = _gate.Release();
        }
    }
}
