using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>Work that is invoiced and paid: its version and its document, and no more.</summary>
/// <remarks>
/// What keeps an engagement's memory bounded by its open work: 32 bytes for each closed piece,
/// where an open one takes more than a kilobyte.
/// </remarks>
public sealed class ClosedWork
{
    private readonly IdentityRuns<Place> _places;
    private readonly ImmutableList<InvoiceReference> _documents;

    private ClosedWork(
        IdentityRuns<Place> places,
        ImmutableList<InvoiceReference> documents,
        ImmutableDictionary<WorkId, ContractLineId> fees
    )
    {
        _places = places;
        _documents = documents;
        Fees = fees;
    }

    public static ClosedWork Empty { get; } =
        new(IdentityRuns<Place>.Empty, [], ImmutableDictionary<WorkId, ContractLineId>.Empty);

    /// <summary>The instalments among it, with their contract line: no schedule may name them any more.</summary>
    public ImmutableDictionary<WorkId, ContractLineId> Fees { get; }

    internal bool IsEmpty => _places.IsEmpty;

    /// <summary>The document with which the work was closed; none for work that is not closed.</summary>
    public InvoiceReference? DocumentOf(WorkId work) =>
        Find(work) is { } place ? _documents[place.Document] : null;

    internal ClosedVersion? Find(UInt128 identity) =>
        _places.Find(identity) is { } place && place != Place.Reopened
            ? new ClosedVersion(place.Version, place.Contents)
            : null;

    internal bool Contains(WorkId work) => Find(work) is not null;

    internal ClosedWork With(IReadOnlyList<WorkItem> closed, InvoiceReference document) =>
        new(
            _places.With(
                closed.Select(item =>
                    KeyValuePair.Create(
                        WorkIdentity.Of(item.Work.Id),
                        new Place(item.Work.Version, _documents.Count, item.Work.GetHashCode())
                    )
                )
            ),
            _documents.Add(document),
            Fees.SetItems(FeesOf(closed).Select(x => KeyValuePair.Create(x.Id, x.Line)))
        );

    internal ClosedWork Without(IReadOnlyList<WorkItem> reopened) =>
        new(
            _places.With(
                reopened
                    .Where(item => Contains(item.Work.Id))
                    .Select(item =>
                        KeyValuePair.Create(WorkIdentity.Of(item.Work.Id), Place.Reopened)
                    )
            ),
            _documents,
            Fees.RemoveRange(FeesOf(reopened).Select(x => x.Id))
        );

    private static IEnumerable<ScheduledFee> FeesOf(IEnumerable<WorkItem> items) =>
        items.Select(item => item.Work).OfType<ScheduledFee>();

    private Place? Find(WorkId work) =>
        !_places.IsEmpty
        && _places.Find(WorkIdentity.Of(work)) is { } place
        && place != Place.Reopened
            ? place
            : null;

    /// <summary>Where work was closed: its version, and the place of its document in the list.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(long Version, int Document, int Contents)
    {
        /// <summary>Stands for work that was closed and is open again; no version is that low.</summary>
        public static Place Reopened { get; } = new(long.MinValue, -1, 0);
    }
}
