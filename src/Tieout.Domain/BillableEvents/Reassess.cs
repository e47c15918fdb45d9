using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.BillableEvents;

/// <summary>Reference data has changed: look at all open work again.</summary>
/// <remarks>Work on a draft keeps the rate of the draft; work on a document keeps it for ever.</remarks>
public sealed record Reassess : EngagementCommand
{
    // An engagement may have any amount of open work, and an event has a size that a log takes.
    private const int ItemsPerEventMax = 1_000;

    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) => Decision<EngagementEvent>.Accept([.. OpenWork(state, reference)]);

    /// <summary>Events with everything that has to change, or none. O(open work).</summary>
    internal static IEnumerable<EngagementEvent> OpenWork(
        EngagementState state,
        ReferenceBook reference
    )
    {
        var changed = new List<Reassessment>();
        foreach (var item in state.Work.Values)
        {
            if (!item.IsOpen || item.Work.IsDeleted)
            {
                continue;
            }

            var assessment = Assessor.Assess(state, item.Work, reference);
            if (item.Slices.Count != 1 || !assessment.SaysTheSameAs(item.Slices[0]))
            {
                changed.Add(new Reassessment(item.Work.Id, assessment));
            }
        }

        changed.Sort((a, b) => string.CompareOrdinal(a.Work.Value, b.Work.Value));
        foreach (var some in changed.Chunk(ItemsPerEventMax))
        {
            yield return new EngagementEvent.WorkReassessed(some);
        }
    }
}
