using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>Approved time to be billed, by all that makes two entries look like one.</summary>
/// <remarks>
/// Paid time leaves it, unless another entry looks like it: it is bounded by open work. O(log n) for
/// an entry.
/// </remarks>
public sealed class AlikeTime
{
    private readonly ImmutableDictionary<Likeness, ImmutableList<WorkId>> _entries;

    private AlikeTime(ImmutableDictionary<Likeness, ImmutableList<WorkId>> entries) =>
        _entries = entries;

    internal static AlikeTime Empty { get; } =
        new(ImmutableDictionary<Likeness, ImmutableList<WorkId>>.Empty);

    /// <summary>Other time that looks like it, whether it is open, on a document or paid.</summary>
    internal IEnumerable<WorkId> Others(Work? work) =>
        work is TimeEntry time && _entries.TryGetValue(Likeness.Of(time), out var alike)
            ? alike.Where(other => other != time.Id)
            : [];

    /// <summary>All time that other time looks like. O(time).</summary>
    internal IEnumerable<WorkId> Several() =>
        _entries.Values.Where(alike => alike.Count > 1).SelectMany(alike => alike);

    /// <summary>With the new state of a piece of work.</summary>
    /// <param name="before">None for new work.</param>
    /// <param name="after">Its new state.</param>
    /// <param name="isAtHand">Not for work that is paid and was let go of.</param>
    internal AlikeTime With(WorkItem? before, WorkItem after, Func<WorkId, bool> isAtHand)
    {
        var entries = before?.Work is TimeEntry old ? Without(_entries, old) : _entries;
        if (IsCandidate(after))
        {
            var likeness = Likeness.Of((TimeEntry)after.Work);
            var alike = entries.GetValueOrDefault(likeness, []);
            entries = alike.Contains(after.Work.Id)
                ? entries
                : entries.SetItem(likeness, alike.Add(after.Work.Id));
        }

        if (
            before?.Work is TimeEntry left
            && entries.TryGetValue(Likeness.Of(left), out var rest)
            && !rest.Exists(work => work == after.Work.Id || isAtHand(work))
        )
        {
            entries = entries.Remove(Likeness.Of(left));
        }

        return ReferenceEquals(entries, _entries) ? this : new AlikeTime(entries);
    }

    /// <summary>Without paid time that nothing open looks like.</summary>
    internal AlikeTime Closed(IEnumerable<WorkItem> paid, Func<WorkId, bool> isOpen) =>
        new(
            _entries.RemoveRange(
                paid.Select(item => item.Work)
                    .OfType<TimeEntry>()
                    .Where(time => !Others(time).Any(isOpen))
                    .Select(Likeness.Of)
            )
        );

    private static bool IsCandidate(WorkItem item) =>
        item.Work is TimeEntry { Status: ApprovalStatus.Approved, IsDeleted: false }
        && item.Slices.Any(slice => slice.Stage is not Stage.NonBillable && !slice.IsGivenUp);

    private static ImmutableDictionary<Likeness, ImmutableList<WorkId>> Without(
        ImmutableDictionary<Likeness, ImmutableList<WorkId>> entries,
        TimeEntry time
    )
    {
        var likeness = Likeness.Of(time);
        var rest = entries.GetValueOrDefault(likeness)?.Remove(time.Id);
        return rest switch
        {
            null => entries,
            { IsEmpty: true } => entries.Remove(likeness),
            _ => entries.SetItem(likeness, rest),
        };
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Likeness(
        ResourceCode Resource,
        LocalDate Day,
        Effort Effort,
        ProjectCode Project,
        TaskCode? Task
    )
    {
        public static Likeness Of(TimeEntry time) =>
            new(time.Resource, time.WorkDate, time.Effort, time.Project, time.Task);
    }
}
