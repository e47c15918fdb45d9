using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
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
    private EngagementState _state = null!;
    private long _version;
    private Task _tail = Task.CompletedTask;
    private bool _isBehind;

    private StreamId Stream => Streams.Engagement(_state.Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await books.LoadAsync(cancellationToken);
        _state = new EngagementState(EngagementId.Parse(this.GetPrimaryKeyString()));
        await foreach (var stored in log.ReadStreamAsync(Stream, _version, cancellationToken))
        {
            _state = _state.Evolve(EventCodec.DecodeEngagement(stored)).State;
            _version = stored.Version;
        }
    }

    public async Task<BatchOutcome> ExecuteAsync(CommandBatch batch)
    {
        await ReopenAsync(batch);
        var reference = books.Current;
        var state = _state;
        var events = new List<EngagementEvent>(batch.Commands.Count);
        var refusals = new List<Refusal>();
        for (var i = 0; i < batch.Commands.Count; i++)
        {
            switch (batch.Commands[i].Decide(state, reference))
            {
                case Decision<EngagementEvent>.Accepted accepted:
                    state = state.EvolveAll(accepted.Events);
                    events.AddRange(accepted.Events);
                    break;
                case Decision<EngagementEvent>.Rejected rejected:
                    refusals.Add(new Refusal(i, rejected.Reason));
                    EngagementLog.CommandRefused(logger, _state.Id.Value, rejected.Reason.Code);
                    break;
            }
        }

        await StoreAsync(state, events);
        return new BatchOutcome(events.Count, refusals);
    }

    public async Task<BillOutcome> BillAsync(DraftInvoice run, string? approvedBy)
    {
        var (state, events, refused) = BillingCourse.Run(_state, books.Current, run, approvedBy);
        await StoreAsync(state, events);
        return new BillOutcome(events.OfType<EngagementEvent.InvoiceDrafted>().Count(), refused);
    }

    public Task<Immutable<InvoiceState?>> FindInvoiceAsync(InvoiceReference reference) =>
        Task.FromResult(_state.Find(reference).AsImmutable());

    public Task<Immutable<WorkLedger>> GetLedgerAsync() =>
        Task.FromResult(_state.Ledger.AsImmutable());

    /// <summary>Brings closed work back from the log when a command speaks of it; that is rare.</summary>
    private async Task ReopenAsync(CommandBatch batch)
    {
        while (batch.Commands.Any(_state.NeedsReopening))
        {
            await _tail;
            var version = _version;
            var whole = new EngagementState(_state.Id) { KeepsClosedWork = true };
            await foreach (var stored in log.ReadStreamAsync(Stream, 0, CancellationToken.None))
            {
                whole = whole.Evolve(EventCodec.DecodeEngagement(stored)).State;
            }

            // Another batch may have been stored meanwhile; then what was read is out of date.
            if (version == _version)
            {
                var reopened = _state.Reopening(whole, batch.Commands.Where(_state.NeedsReopening));
                await StoreAsync(_state.Evolve(reopened).State, [reopened]);
            }
        }
    }

    private async Task StoreAsync(EngagementState state, IReadOnlyList<EngagementEvent> events)
    {
        if (_isBehind)
        {
            throw new StreamMovedException(Stream, _version);
        }

        if (events.Count > 0)
        {
            _tail = log.AppendAsync(
                Stream,
                _version,
                [.. events.Select(EventCodec.Encode)],
                CancellationToken.None
            );
            _state = state;
            _version += events.Count;
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
