using System.Collections.Immutable;

namespace Tieout.Domain.Ledger;

/// <summary>A small value for each of very many pieces of work: 16 bytes and the value, no more.</summary>
/// <remarks>
/// Immutable. Sorted runs, merged when they are alike in length: O(log² n) to look up, O(log n) to
/// add, each amortised. Nothing is taken out; a newer value stands for the older one.
/// </remarks>
internal sealed class IdentityRuns<TValue>
    where TValue : struct
{
    private readonly ImmutableArray<Run> _runs;

    private IdentityRuns(ImmutableArray<Run> runs) => _runs = runs;

    public static IdentityRuns<TValue> Empty { get; } = new([]);

    public bool IsEmpty => _runs.IsEmpty;

    /// <summary>The newest value of a piece of work.</summary>
    public TValue? Find(UInt128 identity)
    {
        for (var i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].Find(identity) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The newest value of each piece of work, by identity.</summary>
    public IEnumerable<TValue> Values() =>
        _runs.IsEmpty
            ? []
            : _runs.Reverse().Aggregate((newer, run) => run.MergedWith(newer)).Values;

    /// <summary>With newer values, at most one for each piece of work.</summary>
    public IdentityRuns<TValue> With(IEnumerable<KeyValuePair<UInt128, TValue>> values)
    {
        var run = Run.Of(values);
        if (run.Length == 0)
        {
            return this;
        }

        var runs = _runs;
        while (!runs.IsEmpty && runs[^1].Length <= run.Length * 2)
        {
            run = runs[^1].MergedWith(run);
            runs = runs.RemoveAt(runs.Length - 1);
        }

        return new IdentityRuns<TValue>(runs.Add(run));
    }

    /// <summary>Identities in ascending order, each with its value.</summary>
    private sealed class Run(UInt128[] identities, TValue[] values)
    {
        public int Length => identities.Length;

        public TValue[] Values => values;

        public static Run Of(IEnumerable<KeyValuePair<UInt128, TValue>> pairs)
        {
            var sorted = pairs.OrderBy(pair => pair.Key).ToList();
            return new Run(
                [.. sorted.Select(pair => pair.Key)],
                [.. sorted.Select(pair => pair.Value)]
            );
        }

        public TValue? Find(UInt128 identity)
        {
            var i = Array.BinarySearch(identities, identity);
            return i < 0 ? null : values[i];
        }

        /// <summary>Both as one; where both have a value, the newer. O(n).</summary>
        public Run MergedWith(Run newer)
        {
            var keys = new UInt128[Length + newer.Length];
            var merged = new TValue[keys.Length];
            var (i, j, count) = (0, 0, 0);
            while (i < Length || j < newer.Length)
            {
                var order =
                    i == Length ? 1
                    : j == newer.Length ? -1
                    : identities[i].CompareTo(newer.Identity(j));
                (keys[count], merged[count]) =
                    order < 0 ? (identities[i], values[i]) : (newer.Identity(j), newer.Values[j]);
                count++;
                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }

            return new Run(keys[..count], merged[..count]);
        }

        private UInt128 Identity(int place) => identities[place];
    }
}
