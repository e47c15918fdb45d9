using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.BillableEvents;

/// <summary>Reference data has changed: look at all open work and undelivered documents again.</summary>
/// <remarks>Work on a draft keeps the rate of the draft; work on a document keeps it for ever.</remarks>
public sealed record Reassess : EngagementCommand
{
    // An engagement may have any amount of open work, and an event has a size that a log takes.
    private const int ItemsPerEventMax = 1_000;

    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        Decision<EngagementEvent>.Accept([
            .. DocumentRouting.OfAll(state, reference),
            .. Work(state, reference),
        ]);

    /// <summary>Events with everything that has to change, or none. O(open work).</summary>
    /// <param name="through">Later work is left as it is.</param>
    /// <param name="before">
    /// Before the terms changed, where they did: what waits for a cap that is another now is tried again.
    /// </param>
    internal static IEnumerable<EngagementEvent> OpenWork(
        EngagementState state,
        ReferenceBook reference,
        LocalDate? through = null,
        EngagementState? before = null
    ) => Open(state, reference, state.Work.Values, through, before);

    /// <summary>The same of some of it.</summary>
    internal static IEnumerable<EngagementEvent> Open(
        EngagementState state,
        ReferenceBook reference,
        IEnumerable<WorkItem> items,
        LocalDate? through = null,
        EngagementState? before = null
    )
    {
        var changed = new List<Reassessment>();
        var parts = new List<SlicedWork>();
        foreach (var item in items)
        {
            if (item.Work.IsDeleted || item.Work is Charge || item.Work.ServiceDate > through)
            {
                continue;
            }

            var open = item.Slices.Count(slice => slice.IsOpen);
            if (open == 0 || item.Slices.Any(slice => slice.Stage is Stage.Drafted))
            {
                continue;
            }

            var assessment = Assessor.Assess(state, item.Work, reference, item);
            var isTriedAgain =
                assessment.Billable != item.OpenBillable
                || (before is not null && !CapsOf(before, item).SequenceEqual(CapsOf(state, item)));
            if (
                open == 1
                    ? IsSame(assessment, item, isTriedAgain)
                    : item.Slices.All(x => IsSettled(assessment, x, isTriedAgain))
            )
            {
                continue;
            }

            if (open == item.Slices.Count)
            {
                changed.Add(new Reassessment(item.Work.Id, assessment));
            }
            else
            {
                var part = assessment.ToSlice(item.OpenEffort, item.Numbers.Open);
                var slices = item.Reopened([part]).Slices;
                parts.Add(new SlicedWork(item.Work.Id, slices, reference.Version));
            }
        }

        changed.Sort((a, b) => string.CompareOrdinal(a.Work.Value, b.Work.Value));
        parts.Sort((a, b) => string.CompareOrdinal(a.Work.Value, b.Work.Value));
        return changed
            .Chunk(ItemsPerEventMax)
            .Select(some => (EngagementEvent)new EngagementEvent.WorkReassessed(some))
            .Concat(
                parts.Chunk(ItemsPerEventMax).Select(some => new EngagementEvent.WorkSliced(some))
            );
    }

    private static List<EngagementEvent> Work(EngagementState state, ReferenceBook reference)
    {
        var events = Duplicates.Watch(state, reference).ToList();
        events.AddRange(OpenWork(state.EvolveAll(events), reference));
        return events;
    }

    /// <summary>Of the line that the open part of it waits on, as they are agreed for its day.</summary>
    private static IReadOnlyList<AgreedCap> CapsOf(EngagementState state, WorkItem item)
    {
        if (state.Contract is not { } contract)
        {
            return [];
        }

        var day = item.Work.ServiceDate;
        var terms = contract.TermsAt(day);
        var id = item.Slices.First(x => x.IsOpen).Line;
        var line = terms.Lines.FirstOrDefault(x => x.Id == id);
        return AgreedCap.On(contract, terms, line, day, terms.Currency);
    }

    private static bool IsSame(Assessment assessment, WorkItem item, bool isTriedAgain)
    {
        var slice = item.Slices.Count == 1 ? item.Slices[0] : item.Slices.First(x => x.IsOpen);
        return assessment.SaysTheSameAs(slice)
            || (slice.Stage is Stage.Blocked && LeavesToRun(assessment, slice, isTriedAgain));
    }

    private static bool IsSettled(Assessment assessment, Slice slice, bool isTriedAgain) =>
        !slice.IsOpen || LeavesToRun(assessment, slice, isTriedAgain);

    private static bool LeavesToRun(Assessment assessment, Slice slice, bool isTriedAgain) =>
        assessment.LeavesToRun(slice) && !(isTriedAgain && slice.Stage is Stage.Blocked);
}
