using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.BillableEvents;

/// <summary>Work that was given up is to be billed after all. Repeating it changes nothing.</summary>
public sealed record ReinstateWork(WorkId Work) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (
            state.Work.GetValueOrDefault(Work) is not { } known
            || !known.Slices.Any(slice => slice.IsGivenUp)
        )
        {
            return Decision<EngagementEvent>.Accept();
        }

        var freed = known with
        {
            Slices =
            [
                .. known.Slices.Select(slice =>
                    slice.IsGivenUp ? slice with { Stage = Stage.Ready } : slice
                ),
            ],
        };
        var said = Assessor.Assess(state, known.Work, reference, freed);
        var open = said.ToSlice(freed.OpenEffort, freed.Numbers.Open);
        return Decision<EngagementEvent>.Accept(
            new EngagementEvent.WorkSliced([
                new SlicedWork(Work, freed.Reopened([open]).Slices, reference.Version),
            ])
        );
    }
}
