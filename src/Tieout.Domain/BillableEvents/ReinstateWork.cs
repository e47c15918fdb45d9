using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.BillableEvents;

/// <summary>Work that was given up is to be billed after all. Repeating it changes nothing.</summary>
/// <param name="Why">Kept in the history where somebody says so.</param>
public sealed record ReinstateWork(WorkId Work, Judgement? Why = null) : EngagementCommand
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
        var sliced = new EngagementEvent.WorkSliced([
            new SlicedWork(Work, freed.Reopened([open]).Slices, reference.Version),
        ]);
        return Decision<EngagementEvent>.Accept([
            sliced,
            .. Why is null ? [] : new[] { Adjusted(known, Why) },
            .. Duplicates.Follow(state, [sliced], reference, known.Work),
        ]);
    }

    private static EngagementEvent.WorkAdjusted Adjusted(WorkItem known, Judgement why)
    {
        List<Slice> back = [.. known.Slices.Where(slice => slice.IsGivenUp)];
        return new EngagementEvent.WorkAdjusted(
            new Adjustment(
                AdjustmentKind.Reinstatement,
                [known.Work.Id],
                Document: null,
                Effort.Sum(back.Select(slice => slice.Effort)),
                Money.SumOrNone(back.Select(slice => slice.Amount)),
                why
            )
        );
    }
}
