using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.Engagements;

/// <summary>Drafts and approves in turn until there is nothing more to bill.</summary>
/// <remarks>
/// A credit memo, once approved, frees corrected work, which the next round bills; so a course has
/// at most three rounds: credits, re-billed work, and nothing. The last round is also the one that
/// tells what was refused beside what was drafted.
/// </remarks>
internal static class BillingCourse
{
    private const int RoundsMax = 4;

    public static (
        EngagementState State,
        IReadOnlyList<EngagementEvent> Events,
        Rejection? Refused
    ) Run(EngagementState state, ReferenceBook reference, DraftInvoice run, string? approvedBy)
    {
        var events = new List<EngagementEvent>();
        for (var round = 0; round < RoundsMax; round++)
        {
            var decision = run.Decide(state, reference);
            if (decision is Decision<EngagementEvent>.Rejected rejected)
            {
                return (state, events, rejected.Reason);
            }

            var drafted = ((Decision<EngagementEvent>.Accepted)decision).Events;
            state = state.EvolveAll(drafted);
            events.AddRange(drafted);
            if (!drafted.OfType<EngagementEvent.InvoiceDrafted>().Any())
            {
                break;
            }

            foreach (var draft in drafted.OfType<EngagementEvent.InvoiceDrafted>())
            {
                if (approvedBy is null)
                {
                    continue;
                }

                var approve = new ApproveInvoice(draft.Invoice.Reference, approvedBy);
                var approved = (Decision<EngagementEvent>.Accepted)approve.Decide(state, reference);
                state = state.EvolveAll(approved.Events);
                events.AddRange(approved.Events);
            }
        }

        return (state, events, null);
    }
}
