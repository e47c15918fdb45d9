using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Runtime.Engagements;

namespace Tieout.Runtime.Lanes;

/// <summary>Documents that wait for their target: to answer, or to let one go.</summary>
internal sealed partial class LaneGrain
{
    /// <summary>Nothing is written in a freeze; what was begun before it is looked for.</summary>
    private async Task<bool> HoldAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        Delivery.Document document,
        Freeze freeze
    )
    {
        var found =
            head.Attempts > 0 ? await _courier.LookAsync(document, CancellationToken.None) : null;
        if (found is { State: TargetState.Posted or TargetState.Paid })
        {
            return found.NeedsWriting
                ? await BringAsync(engagement, head, document)
                : await ReceiptAsync(engagement, head, found);
        }

        if (found?.State is TargetState.Submitted)
        {
            return await AwaitAsync(engagement, head, found);
        }

        var message = $"Nothing new of {freeze.LegalEntity} is delivered until {freeze.To}.";
        return await KeepAsync(
            engagement,
            head,
            new DeliveryBlock(ReasonCode.FrozenForCutover, message)
        );
    }

    /// <summary>It is in the target's hands: looked for until it is answered, never written again.</summary>
    private async Task<bool> AwaitAsync(
        IEngagementGrain engagement,
        OpenDelivery head,
        TargetRecord submitted
    )
    {
        await _target.AnsweredAsync();
        var now = clock.GetCurrentInstant();
        if (_book.State.Open[head.Reference.Value].DanglingSince is null)
        {
            // Found by its files alone: what becomes of it is the outcome of an attempt all the same.
            var attempt = head.Attempts + 1;
            await RecordAsync(new LaneEvent.DeliveryAttempted(head.Reference, attempt, now));
        }

        var block = Courier.WaitOf(_sink, submitted, now);
        _queue.Await(head.Reference, isInTime: block.Reason == ReasonCode.DeliveryPending);
        await BlockAsync(engagement, head, block.Reason, block.Message);
        return false;
    }

    /// <summary>A refusal is told once; who tries again afterwards means it.</summary>
    /// <exception cref="ConnectorException">The target refused what was sent last.</exception>
    private async Task RequireNotRejectedAsync(OpenDelivery head, TargetRecord? found)
    {
        if (found is not { State: TargetState.Rejected } || head.DanglingSince is null)
        {
            return;
        }

        await RecordAsync(new LaneEvent.AttemptSettled(head.Reference, "refused"));
        throw new ConnectorException(
            ConnectorFault.Refused,
            found.Refusal?.Message ?? $"{_sink.System} refused {head.Reference}.",
            reason: found.Refusal?.Reason
        );
    }

    /// <summary>A document that should not be there is looked for until it is void or gone.</summary>
    private async Task<bool> AwaitSurplusAsync(
        OpenDelivery head,
        Delivery.Document document,
        string surplus
    )
    {
        var found = await _sink.FindAsync(document, CancellationToken.None);
        if (
            found.Any(x =>
                x.State is not TargetState.Voided
                && x.ExternalId.Equals(surplus, StringComparison.Ordinal)
            )
        )
        {
            _queue.Refuse(head.Reference);
        }
        else
        {
            await RecordAsync(new LaneEvent.DeliveryClosed(head.Reference));
        }

        return false;
    }
}
