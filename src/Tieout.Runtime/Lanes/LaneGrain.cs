using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Routing;
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
internal sealed partial class LaneGrain(
    IEventLog log,
    IGrainFactory grains,
    ITargets targets,
    ReferenceBooks books,
    IClock clock,
    TimeProvider time,
    ILogger<LaneGrain> logger
) : Grain, ILaneGrain
{
    // A pass is short, so that the caller can stop between two and sees how it goes.
    private static readonly TimeSpan PassMax = TimeSpan.FromSeconds(2);

    private LaneBook _book = null!;
    private LaneInbox _inbox = null!;
    private ISink _sink = null!;
    private Courier _courier = null!;
    private LaneParties _parties = null!;
    private LanePeriods _periods = null!;
    private LaneTarget _target = null!;
    private LaneQueue _queue = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await books.LoadAsync(cancellationToken);
        var name = this.GetPrimaryKeyString();
        _sink = targets.All.First(x => x.System.Equals(name, StringComparison.Ordinal));
        _courier = new Courier(_sink);
        _parties = new LaneParties(_courier);
        _periods = new LanePeriods(name, _sink as IPostingCalendar, targets.ShiftOf(name), clock);
        _book = await LaneBook.OpenAsync(log, name, cancellationToken);
        _inbox = new LaneInbox(log, grains, name);
        _queue = new LaneQueue(_book, _sink.Capabilities, clock);
        _target = new LaneTarget(name, targets.WindowOf(name), _book, RecordAsync, clock, logger);
    }

    public async Task<LaneReport> PassAsync(bool retryRefused)
    {
        if (retryRefused)
        {
            _queue.RetryAll();
            _parties.Forget();
            _periods.Forget();
            _target.Resume();
        }

        await StoredAsync(() => _inbox.TakeAsync(_book));
        if (await _target.ClosedUntilAsync() is { } opens)
        {
            return _queue.Closed(opens, _target);
        }

        _target.Wake();
        var began = time.GetTimestamp();
        var delivered = 0;
        var hasMore = false;
        while (!hasMore && _target.PausedUntil is null && _queue.Next() is { Count: > 0 } heads)
        {
            foreach (var batch in heads.Chunk(_sink.Capabilities.ParallelKeys))
            {
                var outcomes = await Task.WhenAll(batch.Select(DeliverAsync));
                delivered += outcomes.Count(done => done);
                hasMore = time.GetElapsedTime(began) > PassMax;
                if (hasMore || _target.PausedUntil is not null)
                {
                    break;
                }
            }
        }

        return _queue.Report(delivered, hasMore, _target);
    }

    /// <summary>Answers whether the target holds the document now.</summary>
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
        catch (Exception e) when (Defects.Is(e))
        {
            // A defect of one document is that document's: it waits, and the others go on.
            _queue.Refuse(head.Reference);
            LaneLog.Defect(logger, e, _sink.System, head.Reference.Value);
            await BlockAsync(engagement, head, ReasonCode.ProgramDefect, Defects.Describe(e));
            return false;
        }
    }

    private async Task<bool> TryDeliverAsync(IEngagementGrain engagement, OpenDelivery head)
    {
        var state = (await engagement.FindInvoiceAsync(head.Reference)).Value!;
        var isOurs =
            state.Status == InvoiceStatus.Approved
            && _sink.System.Equals(state.RoutedTo, StringComparison.Ordinal);
        if (!isOurs && head is { Surplus: null, Attempts: 0 })
        {
            await RecordAsync(new LaneEvent.DeliveryClosed(head.Reference));
            return false;
        }

        var original = state.Invoice.RefersTo is { } refersTo
            ? (await engagement.FindInvoiceAsync(refersTo)).Value
            : null;
        var document = Courier.Prepare(state, original, books.Current);
        if (head.Surplus is { } surplus)
        {
            return await AwaitSurplusAsync(head, document, surplus);
        }

        var elsewhere = books.Current.Routing?.Elsewhere(
            _sink.System,
            state.Invoice,
            original?.Target
        );
        if (!isOurs || elsewhere is not null)
        {
            return await GiveUpAsync(engagement, head, document, isOurs);
        }

        if (Freeze.Of(targets.Freezes, state.Invoice, clock.GetCurrentInstant()) is { } freeze)
        {
            return await HoldAsync(engagement, head, document, freeze);
        }

        if (state.Block?.Reason == ReasonCode.FrozenForCutover)
        {
            const string message = "The freeze is over, and its target does not have it yet.";
            await BlockAsync(engagement, head, ReasonCode.DeliveryPending, message);
        }

        return await BringAsync(engagement, head, document);
    }

    private async Task<bool> BringAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        Delivery.Document document
    )
    {
        await _parties.EnsureAsync(document.BillTo);
        var found = await _courier.LookAsync(document, CancellationToken.None);
        await RequireNotRejectedAsync(head, found);
        if (found is null or { NeedsWriting: true })
        {
            // What is posted counts in its ledger, whatever still belongs to it.
            if (found is not { State: TargetState.Posted or TargetState.Paid })
            {
                _courier.RequireDeliverable(document.Invoice);
                var (block, shiftedTo) = await ReadyAsync(document.Invoice);
                if (block is not null)
                {
                    return await KeepAsync(engagement, head, block);
                }

                var project = await ProjectOfAsync(engagement, document.Invoice);
                document = document with { ShiftedTo = shiftedTo, ContractProject = project };
            }

            var attempt = head.Attempts + 1;
            await RecordAsync(
                new LaneEvent.DeliveryAttempted(head.Reference, attempt, clock.GetCurrentInstant())
            );
            found = await _sink.WriteAsync(document, found, CancellationToken.None);
            await RequireNotRejectedAsync(_book.State.Open[head.Reference.Value], found);
        }

        return found.State is TargetState.Submitted
            ? await AwaitAsync(engagement, head, found)
            : await ReceiptAsync(engagement, head, found);
    }

    /// <summary>What keeps a document from being posted, else the day that it is shifted to.</summary>
    private async Task<(DeliveryBlock? Block, LocalDate? ShiftedTo)> ReadyAsync(Invoice invoice)
    {
        if (Courier.BlockOf(invoice, books.Current) is { } incomplete)
        {
            return (incomplete, null);
        }

        var day = await _periods.DayOfAsync(invoice);
        return (day.Block, day.ShiftedTo);
    }

    /// <summary>It was looked for and is not there: an attempt before this one has failed.</summary>
    private async Task<bool> KeepAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        DeliveryBlock block
    )
    {
        _queue.Keep(head.Reference, block.Reason);
        if (head.DanglingSince is not null)
        {
            await RecordAsync(new LaneEvent.AttemptSettled(head.Reference, "failed"));
        }

        await BlockAsync(engagement, head, block.Reason, block.Message);
        return false;
    }

    /// <summary>It is void, or the rules send it elsewhere: only what is posted already is carried on.</summary>
    private async Task<bool> GiveUpAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        Delivery.Document document,
        bool isOurs
    )
    {
        var found = await _courier.LookAsync(document, CancellationToken.None);
        if (found?.State is TargetState.Posted or TargetState.Paid)
        {
            return isOurs && found.NeedsWriting
                ? await BringAsync(engagement, head, document)
                : await ReceiptAsync(engagement, head, found);
        }

        if (found?.State is TargetState.Submitted)
        {
            return await AwaitAsync(engagement, head, found);
        }

        if (found?.State is TargetState.Draft)
        {
            await _sink.DiscardAsync(found, CancellationToken.None);
        }

        _ = await engagement.ExecuteAsync(
            new CommandBatch([new RerouteInvoice(head.Reference, _sink.System)])
        );
        await RecordAsync(new LaneEvent.DeliveryClosed(head.Reference));
        return false;
    }

    private async Task<bool> ReceiptAsync(
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
        var outcome = await engagement.ExecuteAsync(
            new CommandBatch([new RecordPosting(head.Reference, posted)])
        );
        await _target.AnsweredAsync();
        if (outcome.Refusals is [var refusal, ..])
        {
            _queue.Refuse(head.Reference);
            var message =
                $"{_sink.System} holds {posted.Number} ({posted.ExternalId}), which has to be voided "
                + $"there: {refusal.Reason.Message}";
            await RecordAsync(
                new LaneEvent.SurplusFound(head.Reference, posted.ExternalId, message)
            );
            return false;
        }

        await RecordAsync(new LaneEvent.DeliveryClosed(head.Reference));
        LaneLog.Delivered(logger, _sink.System, head.Reference.Value, posted.Number);
        return true;
    }

    private async Task HandleAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        ConnectorException e
    )
    {
        var reason = FaultReasons.Of(e);
        switch (e.Fault)
        {
            case ConnectorFault.OutcomeUnknown when WasAttempted(head):
                break;
            // What is unknown before the document itself was sent is found by looking again.
            case ConnectorFault.OutcomeUnknown:
            case ConnectorFault.Transient or ConnectorFault.Settings:
                _target.Pause(e);
                await SettleAsync(head, "failed");
                await _target.FailAsync(reason, e);
                return;
            default:
                _queue.Refuse(head.Reference);
                await SettleAsync(head, "refused");
                break;
        }

        if (reason == ReasonCode.PeriodClosed)
        {
            _periods.Forget();
        }

        await BlockAsync(engagement, head, reason, e.Message);
    }

    /// <summary>What is blocked again for the same reason is no news.</summary>
    private async Task BlockAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        ReasonCode reason,
        string message
    )
    {
        var block = new CommandBatch([new BlockInvoice(head.Reference, reason, message)]);
        var isNews = (await engagement.ExecuteAsync(block)).Events > 0;
        if (isNews && !FaultReasons.IsQuiet(reason))
        {
            var tell =
                reason == ReasonCode.ErpOutcomeUnknown
                    ? LaneLog.Unanswered
                    : (Action<ILogger, string, string, string>)LaneLog.Blocked;
            tell(logger, _sink.System, head.Reference.Value, reason.Value);
        }
    }

    /// <summary>An attempt that is known to have failed leaves nothing dangling; a look that failed
    /// says nothing about an earlier attempt.</summary>
    private Task SettleAsync(OpenDelivery head, string outcome) =>
        WasAttempted(head)
            ? RecordAsync(new LaneEvent.AttemptSettled(head.Reference, outcome))
            : Task.CompletedTask;

    /// <summary>In this pass, and its outcome is not recorded.</summary>
    private bool WasAttempted(OpenDelivery head) =>
        _book.State.Open.GetValueOrDefault(head.Reference.Value) is { DanglingSince: not null } now
        && now.Attempts > head.Attempts;

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
