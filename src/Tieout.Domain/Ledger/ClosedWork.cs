using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>Work that is invoiced and paid: known for ever by its version, remembered no further.</summary>
/// <remarks>
/// What keeps an engagement's memory bounded by its open work: 24 bytes for each closed piece,
/// where an open one takes most of a kilobyte. Sorted runs of identity hashes (128 bits of
/// SHA-256), merged when they are alike in length: O(log² n) to look up, O(log n) to add.
/// </remarks>
public sealed class ClosedWork
{
    private readonly ImmutableArray<Run> _runs;

    private ClosedWork(ImmutableArray<Run> runs) => _runs = runs;

    public static ClosedWork Empty { get; } = new([]);

    public int Count => _runs.Sum(run => run.Length);

    /// <summary>The version at which the work was closed; none for work that never was.</summary>
    public long? VersionOf(WorkId work)
    {
        if (_runs.IsEmpty)
        {
            return null;
        }

        var identity = IdentityOf(work);
        for (var i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].Find(identity) is { } version)
            {
                return version == Reopened ? null : version;
            }
        }

        return null;
    }

    public ClosedWork With(IEnumerable<WorkItem> closed) =>
        Add(closed.Select(item => (IdentityOf(item.Work.Id), item.Work.Version)));

    public ClosedWork Without(IEnumerable<WorkItem> reopened) =>
        Add(reopened.Select(item => (IdentityOf(item.Work.Id), Reopened)));

    /// <summary>Stands for work that was closed and is open again; no version is that low.</summary>
    private const long Reopened = long.MinValue;

    private ClosedWork Add(IEnumerable<(UInt128 Identity, long Version)> entries)
    {
        var run = Run.Of(entries);
        var runs = _runs;
        while (!runs.IsEmpty && runs[^1].Length <= run.Length * 2)
        {
            run = runs[^1].MergedWith(newer: run);
            runs = runs.RemoveAt(runs.Length - 1);
        }

        return run.Length == 0 ? this : new ClosedWork(runs.Add(run));
    }

    private static UInt128 IdentityOf(WorkId work)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(work.Value), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Identities in ascending order, each with its version.</summary>
    private sealed class Run(UInt128[] identities, long[] versions)
    {
        public int Length => identities.Length;

        public static Run Of(IEnumerable<(UInt128 Identity, long Version)> entries)
        {
            var sorted = entries.OrderBy(x => x.Identity).ToList();
            return new Run([.. sorted.Select(x => x.Identity)], [.. sorted.Select(x => x.Version)]);
        }

        public long? Find(UInt128 identity)
        {
            var i = Array.BinarySearch(identities, identity);
            return i < 0 ? null : versions[i];
        }

        public Run MergedWith(Run newer)
        {
            var merged = new Dictionary<UInt128, long>(Length + newer.Length);
            Copy(merged);
            newer.Copy(merged);
            return Of(merged.Select(x => (x.Key, x.Value)));
        }

        private void Copy(Dictionary<UInt128, long> target)
        {
            for (var i = 0; i < identities.Length; i++)
            {
                target[identities[i]] = versions[i];
            }
        }
    }
}
