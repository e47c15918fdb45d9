using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Approves a proposed plan and carries it out as one unit.</summary>
/// <remarks>
/// By somebody who neither wrote the amendment nor proposed the plan. Refused when the plan would do
/// anything else today than when it was proposed. Repeating it changes nothing.
/// </remarks>
public sealed record ApproveAmendment(string Plan, string ApprovedBy) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Plans.GetValueOrDefault(Plan) is not { } plan)
        {
            return AmendmentRejections.UnknownPlan(state.Id, Plan);
        }

        if (plan.ApprovedBy is not null)
        {
            return Decision<EngagementEvent>.Accept();
        }

        var amendment = state.AmendmentOf(plan.Sequence)!;
        if (IsMe(plan.ProposedBy) || (amendment.Author is { } author && IsMe(author)))
        {
            return AmendmentRejections.OwnPlan(Plan, ApprovedBy);
        }

        var impact = ImpactAnalysis.Of(
            state,
            reference,
            amendment,
            plan.Choice,
            plan.Date,
            ApprovedBy
        );
        if (!impact.Id.Equals(Plan, StringComparison.Ordinal))
        {
            return AmendmentRejections.OutOfDate(Plan);
        }

        return impact.Obstacle is { } obstacle
            ? obstacle
            : Decision<EngagementEvent>.Accept([
                .. impact.Execution,
                new EngagementEvent.AmendmentExecuted(
                    Plan,
                    ApprovedBy,
                    impact.Waived,
                    Adjustments(impact)
                ),
            ]);
    }

    /// <summary>What is billed anew publishes its months anew.</summary>
    private static IReadOnlyList<PoolAdjustment> Adjustments(AmendmentImpact impact) =>
        impact.Choice is AmendmentChoice.Delta
            ? [.. impact.Pools.Select(x => new PoolAdjustment(x.Document, x.Line, x.After))]
            : [];

    private bool IsMe(string name) =>
        name.Trim().Equals(ApprovedBy.Trim(), StringComparison.OrdinalIgnoreCase);
}
