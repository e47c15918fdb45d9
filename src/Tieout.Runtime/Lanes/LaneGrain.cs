using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Lanes;

/// <summary>Delivers approved documents to one target, in order per engagement.</summary>
/// <remarks>
/// Outcomes are delivered, refused, failed and unknown. An unknown one is never repeated blindly:
/// the attempt was stored before it began, and until the target's maximum run time has passed the
/// document rests; then the look-up tells the truth.
/// </remarks>
internal sealed class LaneGrain(
    IEventLog log,
    IGrainFactory grains,
    ITargets targets,
    ReferenceBooks books,
    IClock clock,
    ILogger<LaneGrain> logger
) : Grain, ILaneGrain
{
    private readonly HashSet<InvoiceReference> _refused = [];
    private readonly HashSet<CustomerCode> _partiesSeen = [];
    private LaneBook _book = null!;
    private LaneInbox _inbox = null!;
    private ISink _sink = null!;
    private Courier _courier = null!;
    private Instant? _nextDue;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        _sink = targets.All.First(x => x.System.Equals(name, StringComparison.Ordinal));
        _courier = new Courier(_sink);
        _book = await LaneBook.OpenAsync(log, name, cancellationToken);
        _inbox = new LaneInbox(log, grains, targets, name);
    }

    public async Task<LaneReport> PassAsync(bool retryRefused)
    {
        if (retryRefused)
        {
            _refused.Clear();
            _partiesSeen.Clear();
        }

        await StoredAsync(() => _inbox.TakeAsync(_book));
        _nextDue = null;
        var delivered = 0;
        while (_nextDue is null && NextHeads() is { Count: > 0 } heads)
        {
            var limit = _sink.Capabilities.ParallelKeys;
            foreach (var batch in heads.Chunk(limit))
            {
                var outcomes = await Task.WhenAll(batch.Select(DeliverAsync));
                delivered += outcomes.Count(done => done);
                if (_nextDue is not null)
                {
                    break;
                }
            }
        }

        return new LaneReport(delivered, _refused.Count, _book.State.Open.Count, _nextDue);
    }

    private IReadOnlyList<OpenDelivery> NextHeads() =>
        [
            .. _book
                .State.Heads()
                .Where(head => !_refused.Contains(head.Reference) && IsRested(head)),
        ];

    /// <summary>Whether an unknown outcome has had the time to become known.</summary>
    private bool IsRested(OpenDelivery head)
    {
        if (head.DanglingSince is not { } since)
        {
            return true;
        }

        var rested = since + Duration.FromTimeSpan(_sink.Capabilities.MaximumServerRunTime);
        if (rested <= clock.GetCurrentInstant())
        {
            return true;
        }

        _nextDue = _nextDue is { } due && due < rested ? due : rested;
        return false;
    }

    /// <returns>Whether the target holds the document now.</returns>
    private async Task<bool> DeliverAsync(OpenDelivery head)
    {
        var engagement = grains.GetGrain<IEngagementGrain>(head.Engagement.Value);
        try
        {
            return await TryDeliverAsync(engagement, head);
        }
        catch (ConnectorException e)
        {
            await HandleAsync(engagement, head, e);
            return false;
        }
    }

    private async Task<bool> TryDeliverAsync(IEngagementGrain engagement, OpenDelivery head)
    {
        var state = (await engagement.FindInvoiceAsync(head.Reference)).Value!;
        if (state.Status != InvoiceStatus.Approved)
        {
            await RecordAsync(new LaneEvent.DeliveryClosed(head.Reference));
            return false;
        }

        var original = state.Invoice.RefersTo is { } refersTo
            ? (await engagement.FindInvoiceAsync(refersTo)).Value
            : null;
        var document = Courier.Prepare(state, original, books.Current);
        await EnsurePartyAsync(document);
        var found = await _courier.LookAsync(document, CancellationToken.None);
        if (found is null or { State: TargetState.Draft })
        {
            var attempt = head.Attempts + 1;
            await RecordAsync(
                new LaneEvent.DeliveryAttempted(head.Reference, attempt, clock.GetCurrentInstant())
            );
            found = await _sink.WriteAsync(document, found, CancellationToken.None);
        }

        await ReceiptAsync(engagement, head, found);
        return true;
    }

    private async Task EnsurePartyAsync(Delivery.Document document)
    {
        if (_partiesSeen.Contains(document.BillTo.Code))
        {
            return;
        }

        try
        {
            await _courier.EnsurePartyAsync(document.BillTo, CancellationToken.None);
            _partiesSeen.Add(document.BillTo.Code);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Customer {document.BillTo.Code}: {e.Message}",
                reason: "CUSTOMER_NOT_IN_ERP",
                inner: e
            );
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            // A customer is looked up by its code before each write, so trying again is safe.
            throw new ConnectorException(ConnectorFault.Transient, e.Message, inner: e);
        }
    }

    private async Task ReceiptAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        TargetRecord record
    )
    {
        var posted = new PostedDocument(
            _sink.System,
            record.ExternalId,
            record.Number!,
            record.AccountingDate!.Value
        );
        _ = await engagement.ExecuteAsync(
            new CommandBatch([new RecordPosting(head.Reference, posted)])
        );
        await RecordAsync(new LaneEvent.DeliveryClosed(head.Reference));
        if (_book.State.IsTargetFailed)
        {
            await RecordAsync(new LaneEvent.TargetRecovered(clock.GetCurrentInstant()));
        }

        LaneLog.Delivered(logger, _sink.System, head.Reference.Value, posted.Number);
    }

    private async Task HandleAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        ConnectorException e
    )
    {
        var now = clock.GetCurrentInstant();
        var reason = FaultReasons.Of(e);
        switch (e.Fault)
        {
            case ConnectorFault.OutcomeUnknown:
                _nextDue = now + Duration.FromTimeSpan(_sink.Capabilities.MaximumServerRunTime);
                break;
            case ConnectorFault.Transient or ConnectorFault.Settings:
                _nextDue = now + FaultReasons.PauseAfter(e, head.Attempts);
                await SettleAsync(head, "failed");
                await FailTargetAsync(reason, e.Message, now);
                return;
            default:
                _refused.Add(head.Reference);
                await SettleAsync(head, "refused");
                break;
        }

        LaneLog.Blocked(logger, _sink.System, head.Reference.Value, reason.Value);
        _ = await engagement.ExecuteAsync(
            new CommandBatch([new BlockInvoice(head.Reference, reason, e.Message)])
        );
    }

    private async Task FailTargetAsync(ReasonCode reason, string message, Instant now)
    {
        LaneLog.TargetFailed(logger, _sink.System, reason.Value);
        if (!_book.State.IsTargetFailed)
        {
            await RecordAsync(new LaneEvent.TargetFailed(reason.Value, message, now));
        }
    }

    /// <summary>An attempt that is known to have failed leaves nothing dangling.</summary>
    private Task SettleAsync(OpenDelivery head, string outcome) =>
        _book.State.Open.GetValueOrDefault(head.Reference.Value) is { DanglingSince: not null }
            ? RecordAsync(new LaneEvent.AttemptSettled(head.Reference, outcome))
            : Task.CompletedTask;

    private Task RecordAsync(LaneEvent happened) =>
        StoredAsync(() => _book.RecordAsync([happened]));

    private async Task StoredAsync(Func<Task> store)
    {
        try
        {
            await store();
        }
        catch
        {
            // Somebody else writes this lane, or the store failed: this activation must not go on.
            DeactivateOnIdle();
            throw;
        }
    }
}
