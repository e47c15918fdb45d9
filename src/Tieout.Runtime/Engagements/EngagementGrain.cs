using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Ledger;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Engagements;

/// <summary>Runs the decisions of one engagement one at a time. Holds no rule of its own.</summary>
/// <remarks>
/// Reentrant, so that several batches can wait for the same commit. What makes that safe: nothing is
/// awaited between reading the state and queueing the append; a repeat waits for the commit of its
/// original; and after a failed append the activation is thrown away, since its state ran ahead.
/// </remarks>
[Reentrant]
internal sealed class EngagementGrain(
    IEventLog log,
    ReferenceBooks books,
    ILogger<EngagementGrain> logger
) : Grain, IEngagementGrain
{
    private readonly ClosedDocuments _closed = new(log, logger);
    private readonly CapWatch _caps = new();
    private EngagementState _state = null!;
    private Task _tail = Task.CompletedTask;
    private bool _isBehind;
    private int _underWay;

    private StreamId Stream => Streams.Engagement(_state.Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await books.LoadAsync(cancellationToken);
        _state = new EngagementState(EngagementId.Parse(this.GetPrimaryKeyString()));
        await foreach (var stored in log.ReadStreamAsync(Stream, 0, cancellationToken))
        {
            var happened = EventCodec.DecodeEngagement(stored);
            _state = _closed.Evolve(_state, happened);
        }
    }

    public async Task<BatchOutcome> ExecuteAsync(CommandBatch batch)
    {
        _underWay++;
        try
        {
            return await DecideAsync(batch.Commands);
        }
        finally
        {
            _underWay--;
        }
    }

    public async Task<BillOutcome> BillAsync(DraftInvoice run, string? approvedBy)
    {
        if (_state.Contract is null)
        {
            // Whatever has been heard of it is blocked for that reason already.
            return new BillOutcome(0, Reason: null);
        }

        var (state, events, refused) = BillingCourse.Run(_state, books.Current, run, approvedBy);
        await StoreAsync(state, events);
        return new BillOutcome(events.OfType<EngagementEvent.InvoiceDrafted>().Count(), refused);
    }

    public Task<Immutable<InvoiceState?>> FindInvoiceAsync(InvoiceReference reference) =>
        Task.FromResult(_state.Find(reference).AsImmutable());

    public Task<Immutable<ContractSetup?>> FindContractAsync() =>
        Task.FromResult(
            (
                _state.Contract is { } contract
                    ? new ContractSetup(contract, [.. _state.Projects.Keys])
                    : null
            ).AsImmutable()
        );

    public Task<Immutable<WorkLedger>> GetLedgerAsync() =>
        Task.FromResult(_state.Ledger.AsImmutable());

    private async Task<BatchOutcome> DecideAsync(IReadOnlyList<EngagementCommand> commands)
    {
        var refusals = new List<Refusal>();
        var stored = 0;
        for (var next = 0; next < commands.Count; )
        {
            IReadOnlyList<EngagementCommand> rest = [.. commands.Skip(next)];
            while (rest.Any(_state.NeedsReopening))
            {
                await ReopenAsync(rest);
            }

            var before = _state;
            var course = new BatchCourse(before, books.Current, _closed.Evolve, logger);
            while (next < commands.Count && course.TryDecide(commands[next], next))
            {
                next++;
            }

            // What another batch has reopened is left to it.
            if (next == commands.Count && _underWay == 1)
            {
                course.Close(_caps);
            }

            var (state, events, refused) = course.End();
            refusals.AddRange(refused);
            await StoreAsync(state, events);
            await _closed.KeepAsync(ClosedDocuments.ClosedBy(before, events));
            stored += events.Count - course.Due;
        }

        return new BatchOutcome(stored, refusals);
    }

    /// <summary>Brings closed work back from the log when a command speaks of it; that is rare.</summary>
    private async Task ReopenAsync(IReadOnlyList<EngagementCommand> commands)
    {
        await _tail;
        var version = _state.Version;
        var found = new Dictionary<InvoiceReference, ClosedDocument>();
        while (_state.Missing(commands, found) is { Count: > 0 } missing)
        {
            foreach (var reference in missing)
            {
                found[reference] = await FindClosedAsync(reference);
            }
        }

        var recorded = await ReadWorkAsync(_state.MissingWork(commands));
        // Another batch may have been stored meanwhile; then what was read is out of date.
        if (version == _state.Version)
        {
            var reopened = _state.Reopening(found.Values, recorded);
            await StoreAsync(reopened.Aggregate(_state, _closed.Evolve), reopened);
        }
    }

    /// <summary>The work that certain events recorded, in one pass from the first of them.</summary>
    private async Task<IReadOnlyList<KeyValuePair<long, Work>>> ReadWorkAsync(
        IReadOnlyList<long> places
    )
    {
        var recorded = new List<KeyValuePair<long, Work>>(places.Count);
        if (places.Count == 0)
        {
            return recorded;
        }

        var after = places[0] - 1;
        await foreach (var stored in log.ReadStreamAsync(Stream, after, CancellationToken.None))
        {
            if (stored.Version == places[recorded.Count])
            {
                var happened = (EngagementEvent.WorkRecorded)EventCodec.DecodeEngagement(stored);
                recorded.Add(KeyValuePair.Create(stored.Version, happened.Work));
                if (recorded.Count == places.Count)
                {
                    break;
                }
            }
        }

        return recorded;
    }

    private async Task<ClosedDocument> FindClosedAsync(InvoiceReference reference)
    {
        if (await _closed.FindAsync(reference) is { } copy)
        {
            return copy;
        }

        EngagementLog.HistoryRead(logger, _state.Id.Value, reference.Value);
        var whole = new EngagementState(_state.Id) { KeepsClosedWork = true };
        await foreach (var stored in log.ReadStreamAsync(Stream, 0, CancellationToken.None))
        {
            whole = whole.Evolve(EventCodec.DecodeEngagement(stored)).State;
        }

        return ClosedDocument.Of(whole, reference);
    }

    private async Task StoreAsync(EngagementState state, IReadOnlyList<EngagementEvent> events)
    {
        if (_isBehind)
        {
            throw new StreamMovedException(Stream, _state.Version);
        }

        if (events.Count > 0)
        {
            _tail = log.AppendAsync(
                Stream,
                _state.Version,
                [.. events.Select(EventCodec.Encode)],
                CancellationToken.None
            );
            _state = state;
        }

        try
        {
            await _tail;
        }
        catch
        {
            // The state ran ahead of the log. This activation ends; the next one reads the log.
            _isBehind = true;
            DeactivateOnIdle();
            throw;
        }
    }
}
