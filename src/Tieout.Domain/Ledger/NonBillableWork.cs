using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Ledger;

/// <summary>Approved time that is not to be billed: where the log has it, and no more.</summary>
/// <remarks>
/// It has neither a rate nor a value, so nothing but its own next version and the terms of the
/// contract can change what is said of it. 48 bytes each; kinds are few.
/// </remarks>
public sealed class NonBillableWork
{
    private readonly IdentityRuns<Place> _places;
    private readonly ImmutableList<Kind> _kinds;
    private readonly ImmutableDictionary<Kind, int> _numbers;

    private NonBillableWork(
        IdentityRuns<Place> places,
        ImmutableList<Kind> kinds,
        ImmutableDictionary<Kind, int> numbers
    )
    {
        _places = places;
        _kinds = kinds;
        _numbers = numbers;
    }

    public static NonBillableWork Empty { get; } =
        new(IdentityRuns<Place>.Empty, [], ImmutableDictionary<Kind, int>.Empty);

    internal bool IsEmpty => _places.IsEmpty;

    /// <summary>Whether nothing but a correction and new terms can concern it.</summary>
    internal static bool Takes(WorkItem item) =>
        item
            is {
                Work: TimeEntry { Status: ApprovalStatus.Approved, IsDeleted: false },
                Held: null,
                RecordedAt: not null,
                Slices: [{ Stage: Stage.NonBillable, Amount: null, Number: 1 }]
            };

    internal ClosedVersion? Find(UInt128 identity) =>
        _places.Find(identity) is { } place && place != Place.Reopened
            ? new ClosedVersion(place.Version, place.Contents)
            : null;

    /// <summary>Lets go of work that it <see cref="Takes"/>; none stands in it twice.</summary>
    internal NonBillableWork With(IReadOnlyList<WorkItem> items)
    {
        if (items.Count == 0)
        {
            return this;
        }

        var kinds = _kinds;
        var numbers = _numbers;
        var places = new KeyValuePair<UInt128, Place>[items.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var time = (TimeEntry)items[i].Work;
            var kind = new Kind(
                time.Project,
                time.Task,
                time.IsBillable && !time.IsBilledElsewhere,
                items[i].Slices[0].Line
            );
            if (!numbers.TryGetValue(kind, out var number))
            {
                number = kinds.Count;
                kinds = kinds.Add(kind);
                numbers = numbers.Add(kind, number);
            }

            var place = new Place(
                time.Version,
                items[i].RecordedAt!.Value,
                number,
                time.WorkDate,
                time.GetHashCode()
            );
            places[i] = KeyValuePair.Create(WorkIdentity.Of(time.Id), place);
        }

        return new NonBillableWork(_places.With(places), kinds, numbers);
    }

    internal NonBillableWork Without(IEnumerable<WorkItem> reopened) =>
        _places.IsEmpty
            ? this
            : new NonBillableWork(
                _places.With(
                    reopened
                        .Select(item => WorkIdentity.Of(item.Work.Id))
                        .Where(identity => Find(identity) is not null)
                        .Select(identity => KeyValuePair.Create(identity, Place.Reopened))
                ),
                _kinds,
                _numbers
            );

    /// <summary>Where the log has a piece of it; none for work that is not here.</summary>
    internal long? RecordedAt(WorkId work) =>
        !_places.IsEmpty
        && _places.Find(WorkIdentity.Of(work)) is { } place
        && place != Place.Reopened
            ? place.RecordedAt
            : null;

    /// <summary>Where the log has what other terms would say something else of. O(all of it).</summary>
    internal IEnumerable<long> MovedBy(ContractTimeline terms)
    {
        var stays = new Dictionary<(int Kind, ContractTerms Terms), bool>();
        foreach (var place in _places.Values().Where(place => place != Place.Reopened))
        {
            var key = (place.Kind, terms.TermsAt(place.Day));
            if (!stays.TryGetValue(key, out var isSame))
            {
                stays[key] = isSame = _kinds[place.Kind].IsSameUnder(key.Item2);
            }

            if (!isSame)
            {
                yield return place.RecordedAt;
            }
        }
    }

    /// <summary>The item as it was when it was let go of.</summary>
    /// <param name="at">Where the log has it.</param>
    internal WorkItem Restored(Work work, long at)
    {
        var place = _places.Find(WorkIdentity.Of(work.Id));
        Invariant.Require(
            place is { } known && known.RecordedAt == at && known.Version == work.Version,
            $"{work.Id} was recorded at {at}"
        );
        var said = new Assessment(
            Stage.NonBillable,
            [],
            _kinds[place!.Value.Kind].Line,
            Rate: null,
            Amount: null,
            ReferenceVersion: 0
        );
        return new WorkItem(work, [said.ToSlice(work.Effort)], RecordedAt: at);
    }

    /// <summary>Where work was let go of, and all that its contract line depends on.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(
        long Version,
        long RecordedAt,
        int Kind,
        LocalDate Day,
        int Contents
    )
    {
        /// <summary>Stands for work that is open again; no version is that low.</summary>
        public static Place Reopened { get; } = new(long.MinValue, 0, -1, default, 0);
    }

    /// <summary>Work of which contracts say the same on the same day.</summary>
    private sealed record Kind(
        ProjectCode Project,
        TaskCode? Task,
        bool IsBillable,
        ContractLineId? Line
    )
    {
        public bool IsSameUnder(ContractTerms terms)
        {
            var line = terms.Lines.FirstOrDefault(line => line.ClaimsTime(Project, Task));
            return line?.Id == Line && (!IsBillable || line is { CoversTime: true });
        }
    }
}
