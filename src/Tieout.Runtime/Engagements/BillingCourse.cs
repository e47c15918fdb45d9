using System.Diagnostics;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.Engagements;

/// <summary>Drafts and approves in turn until there is nothing more to bill.</summary>
/// <remarks>
/// Where drafts are approved at once, corrected work is credited before anything is billed: it goes
/// on one invoice with the rest, in the room that the credit gives back. The last round of drafting
/// finds nothing, and is the one that tells what was refused beside what was drafted.
/// </remarks>
internal sealed class BillingCourse(EngagementState state, ReferenceBook reference)
{
    private const int RoundsMax = 4;

    private readonly List<EngagementEvent> _events = [];
    private EngagementState _state = state;

    public static (
        EngagementState State,
        IReadOnlyList<EngagementEvent> Events,
        Rejection? Refused
    ) Run(EngagementState state, ReferenceBook reference, DraftInvoice run, string? approvedBy)
    {
        var course = new BillingCourse(state, reference);
        var refused = course.Run(run, approvedBy);
        return (course._state, course._events, refused);
    }

    private Rejection? Run(DraftInvoice run, string? approvedBy)
    {
        if (approvedBy is not null)
        {
            _ = Draft(new CreditHeldWork(run.InvoiceDate), approvedBy, out _);
        }

        for (var round = 0; round < RoundsMax; round++)
        {
            if (!Draft(run, approvedBy, out var refused))
            {
                return refused;
            }
        }

        throw new UnreachableException($"a run of {_state.Id} drafts without end");
    }

    /// <summary>Whether there was something to draft.</summary>
    private bool Draft(EngagementCommand command, string? approvedBy, out Rejection? refused)
    {
        refused = null;
        var decision = command.Decide(_state, reference);
        if (decision is Decision<EngagementEvent>.Rejected rejected)
        {
            refused = rejected.Reason;
            return false;
        }

        var drafts = Apply(decision).OfType<EngagementEvent.InvoiceDrafted>().ToList();
        foreach (var draft in approvedBy is null ? [] : drafts)
        {
            _ = Apply(
                new ApproveInvoice(draft.Invoice.Reference, approvedBy!).Decide(_state, reference)
            );
        }

        return drafts.Count > 0;
    }

    private IReadOnlyList<EngagementEvent> Apply(Decision<EngagementEvent> decision)
    {
        // What was just drafted can be approved; anything else is a mistake of ours.
        var happened = decision is Decision<EngagementEvent>.Accepted { Events: var events }
            ? events
            : throw new UnreachableException($"refused: {decision}");
        _state = _state.EvolveAll(happened);
        _events.AddRange(happened);
        return happened;
    }
}
