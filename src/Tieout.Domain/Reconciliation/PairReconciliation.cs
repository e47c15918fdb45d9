using Tieout.Domain.Deciding;

namespace Tieout.Domain.Reconciliation;

/// <summary>Two sides compared key by key, every difference explained.</summary>
/// <param name="Matched">Keys in agreement, within tolerance included.</param>
/// <param name="WithinTolerance">Sum of the small differences of matched keys, signed.</param>
/// <param name="Breaks">In the order of the left side, then what only the right side has.</param>
/// <remarks>
/// Proof of completeness: the total difference equals the breaks and what was within tolerance.
/// Source: domain rules §17.2.
/// </remarks>
public sealed record PairReconciliation(
    int Matched,
    decimal WithinTolerance,
    IReadOnlyList<ReconciliationBreak> Breaks,
    decimal LeftTotal,
    decimal RightTotal
)
{
    public decimal Difference => LeftTotal - RightTotal;

    public decimal Explained => WithinTolerance + Breaks.Sum(b => b.Difference);

    /// <summary>Compares the sides. O(n) in the number of items.</summary>
    public static PairReconciliation Of(
        IReadOnlyList<ReconciledItem> left,
        IReadOnlyList<ReconciledItem> right,
        PairRules rules
    )
    {
        var lefts = left.ToLookup(item => item.Key, StringComparer.Ordinal);
        var rights = right.ToLookup(item => item.Key, StringComparer.Ordinal);
        var keys = left.Concat(right).Select(item => item.Key).Distinct(StringComparer.Ordinal);
        var matched = 0;
        var within = 0m;
        List<ReconciliationBreak> breaks = [];
        foreach (var key in keys)
        {
            var found = Compare([.. lefts[key]], [.. rights[key]], rules);
            if (found.Class is { } kind)
            {
                breaks.Add(new ReconciliationBreak(key, kind, found.Difference, found.Fields));
            }
            else
            {
                matched++;
                within += found.Difference;
            }
        }

        var result = new PairReconciliation(
            matched,
            within,
            breaks,
            left.Sum(item => item.Amount),
            right.Sum(item => item.Amount)
        );
        Invariant.Require(result.Explained == result.Difference, "every difference is explained");
        return result;
    }

    private static (BreakClass? Class, decimal Difference, IReadOnlyList<string> Fields) Compare(
        IReadOnlyList<ReconciledItem> left,
        IReadOnlyList<ReconciledItem> right,
        PairRules rules
    )
    {
        var difference = left.Sum(item => item.Amount) - right.Sum(item => item.Amount);
        if (left.Count > 1 || right.Count > 1)
        {
            return (
                left.Count > 1 ? BreakClass.DuplicateLeft : BreakClass.DuplicateRight,
                difference,
                []
            );
        }

        if (left.Count == 0 || right.Count == 0)
        {
            var only = left.Count == 0 ? right[0] : left[0];
            var missing = left.Count == 0 ? BreakClass.MissingLeft : BreakClass.MissingRight;
            return (only.Date > rules.CutOff ? BreakClass.Timing : missing, difference, []);
        }

        List<string> fields = [.. rules.Compared.Where(f => Differs(left[0], right[0], f))];
        BreakClass? kind =
            fields.Count > 0 ? BreakClass.AttributeMismatch
            : Math.Abs(difference) > rules.Tolerance ? BreakClass.AmountDifference
            : null;
        return (kind, difference, fields);
    }

    private static bool Differs(ReconciledItem one, ReconciledItem other, string field) =>
        !string.Equals(
            one.Attributes.GetValueOrDefault(field),
            other.Attributes.GetValueOrDefault(field),
            StringComparison.Ordinal
        );
}
