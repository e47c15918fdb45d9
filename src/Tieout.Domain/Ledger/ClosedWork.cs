using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>Work that is invoiced and paid: its version and its document, and no more.</summary>
/// <remarks>
/// What keeps an engagement's memory bounded by its open work: 28 bytes for each closed piece,
/// where an open one takes most of a kilobyte. Sorted runs of identity hashes (128 bits of
/// SHA-256), merged when they are alike in length: O(log² n) to look up, O(log n) to add.
/// </remarks>
public sealed class ClosedWork
{
    private readonly ImmutableArray<Run> _runs;
    private readonly ImmutableList<InvoiceReference> _documents;

    private ClosedWork(ImmutableArray<Run> runs, ImmutableList<InvoiceReference> documents)
    {
        _runs = runs;
        _documents = documents;
    }

    public static ClosedWork Empty { get; } = new([], []);

    public int Count => _runs.Sum(run => run.Length);

    /// <summary>The version at which the work was closed; none for work that is not closed.</summary>
    public long? VersionOf(WorkId work) => Find(work)?.Version;

    /// <summary>The document with which the work was closed; none for work that is not closed.</summary>
    public InvoiceReference? DocumentOf(WorkId work) =>
        Find(work) is { } place ? _documents[place.Document] : null;

    public ClosedWork With(IEnumerable<WorkItem> closed, InvoiceReference document) =>
        Add(
            closed.Select(item => new Entry(
                IdentityOf(item.Work.Id),
                new Place(item.Work.Version, _documents.Count)
            )),
            _documents.Add(document)
        );

    public ClosedWork Without(IEnumerable<WorkItem> reopened) =>
        Add(
            reopened.Select(item => new Entry(IdentityOf(item.Work.Id), Place.Reopened)),
            _documents
        );

    private Place? Find(WorkId work)
    {
        if (_runs.IsEmpty)
        {
            return null;
        }

        var identity = IdentityOf(work);
        for (var i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].Find(identity) is { } place)
            {
                return place == Place.Reopened ? null : place;
            }
        }

        return null;
    }

    private ClosedWork Add(IEnumerable<Entry> entries, ImmutableList<InvoiceReference> documents)
    {
        var run = Run.Of(entries);
        var runs = _runs;
        while (!runs.IsEmpty && runs[^1].Length <= run.Length * 2)
        {
            run = runs[^1].MergedWith(newer: run);
            runs = runs.RemoveAt(runs.Length - 1);
        }

        return run.Length == 0 ? this : new ClosedWork(runs.Add(run), documents);
    }

    private static UInt128 IdentityOf(WorkId work)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(work.Value), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Where work was closed: its version, and the place of its document in the list.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(long Version, int Document)
    {
        /// <summary>Stands for work that was closed and is open again; no version is that low.</summary>
        public static Place Reopened { get; } = new(long.MinValue, -1);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(UInt128 Identity, Place Place);

    /// <summary>Identities in ascending order, each with its place.</summary>
    private sealed class Run(UInt128[] identities, long[] versions, int[] documents)
    {
        public int Length => identities.Length;

        public static Run Of(IEnumerable<Entry> entries)
        {
            var sorted = entries.OrderBy(x => x.Identity).ToList();
            return new Run(
                [.. sorted.Select(x => x.Identity)],
                [.. sorted.Select(x => x.Place.Version)],
                [.. sorted.Select(x => x.Place.Document)]
            );
        }

        public Place? Find(UInt128 identity)
        {
            var i = Array.BinarySearch(identities, identity);
            return i < 0 ? null : new Place(versions[i], documents[i]);
        }

        public Run MergedWith(Run newer)
        {
            var merged = new Dictionary<UInt128, Place>(Length + newer.Length);
            Copy(merged);
            newer.Copy(merged);
            return Of(merged.Select(x => new Entry(x.Key, x.Value)));
        }

        private void Copy(Dictionary<UInt128, Place> target)
        {
            for (var i = 0; i < identities.Length; i++)
            {
                target[identities[i]] = new Place(versions[i], documents[i]);
            }
        }
    }
}
