using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Proposes what to do about work that was billed before an amendment.</summary>
/// <param name="Date">On the documents.</param>
/// <param name="ProposedBy">May not approve it.</param>
/// <param name="Choice">What the rules suggest when none.</param>
/// <remarks>Proposing the same again changes nothing: the first who proposed it stays.</remarks>
public sealed record PlanAmendment(
    int Sequence,
    LocalDate Date,
    string ProposedBy,
    AmendmentChoice? Choice = null
) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Contract is null || state.AmendmentOf(Sequence) is not { } amendment)
        {
            return AmendmentRejections.Unknown(state.Id, Sequence);
        }

        var impact = ImpactAnalysis.Of(state, reference, amendment, Choice, Date);
        if (impact.Obstacle is { } obstacle)
        {
            return obstacle;
        }

        if (!impact.TouchesBilled && !state.Withheld.ContainsKey(Sequence))
        {
            return AmendmentRejections.NothingToPlan(state.Id, Sequence);
        }

        return state.Plans.ContainsKey(impact.Id)
            ? Decision<EngagementEvent>.Accept()
            : Decision<EngagementEvent>.Accept(
                new EngagementEvent.AmendmentPlanned(
                    new AmendmentPlan(
                        impact.Id,
                        Sequence,
                        amendment.Version,
                        impact.Choice,
                        Date,
                        ProposedBy,
                        impact.Documents.Count,
                        impact.Waived ?? impact.Net,
                        impact.Gross
                    )
                )
            );
    }
}
