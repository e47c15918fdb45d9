using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.TimeValidation;

/// <summary>Time that looks like other time of the engagement, where the firm suspects that.</summary>
/// <remarks>
/// Of what is open, the first by id goes on and the others wait; beside what is on a document already,
/// all of it waits. Source: domain rules §9, DUPLICATE_SUSPECTED.
/// </remarks>
internal static class Duplicates
{
    /// <summary>Begins or ends to suspect, as the firm has chosen; nothing where that is so already.</summary>
    public static IEnumerable<EngagementEvent> Watch(EngagementState state, ReferenceBook reference)
    {
        var isOn = reference.Readiness is { SuspectsDuplicates: true };
        return isOn == state.Alike is not null ? [] : [new EngagementEvent.DuplicatesWatched(isOn)];
    }

    public static bool IsSuspected(EngagementState state, Work work) =>
        state.Alike is { } alike
        && work is TimeEntry { IsConfirmedDuplicate: false } time
        && !StandsAlready(state, time.Id)
        && alike
            .Others(time)
            .Any(other =>
                StandsAlready(state, other) || string.CompareOrdinal(other.Value, time.Id.Value) < 0
            );

    /// <summary>What a change of one piece of work means for those that looked or look like it.</summary>
    /// <param name="state">Before the change.</param>
    /// <param name="changes">The change.</param>
    /// <param name="works">The piece before and after it.</param>
    public static IEnumerable<EngagementEvent> Follow(
        EngagementState state,
        IReadOnlyList<EngagementEvent> changes,
        ReferenceBook reference,
        params ReadOnlySpan<Work?> works
    )
    {
        if (state.Alike is not { } alike || changes.Count == 0)
        {
            return [];
        }

        var others = new HashSet<WorkId>();
        foreach (var work in works)
        {
            others.UnionWith(alike.Others(work));
        }

        if (others.Count == 0)
        {
            return [];
        }

        var after = state.EvolveAll(changes);
        return Reassess.Open(after, reference, Known(after, others));
    }

    /// <summary>
    /// All that looks like other time, and what waits because it did: credits and voids change that as
    /// well. O(work).
    /// </summary>
    public static IEnumerable<EngagementEvent> Recheck(
        EngagementState state,
        ReferenceBook reference
    ) =>
        state.Alike is { } alike
            ? Reassess.Open(
                state,
                reference,
                Known(state, alike.Several()).Union(state.Work.Values.Where(IsWaiting))
            )
            : [];

    private static bool IsWaiting(WorkItem item) =>
        item.Slices.Any(slice => slice.Reasons.Contains(ReasonCode.DuplicateSuspected));

    private static IEnumerable<WorkItem> Known(EngagementState state, IEnumerable<WorkId> works) =>
        works.Select(work => state.Work.GetValueOrDefault(work)).OfType<WorkItem>();

    /// <summary>On a document, paid ones included.</summary>
    private static bool StandsAlready(EngagementState state, WorkId work) =>
        state.Closed.Contains(work)
        || state.Work.GetValueOrDefault(work) is { } known
            && known.Slices.Any(slice => slice.Stage is Stage.Drafted or Stage.Invoiced);
}
