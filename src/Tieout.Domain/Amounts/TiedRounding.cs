using Tieout.Domain.Deciding;

namespace Tieout.Domain.Amounts;

/// <summary>Rounds exact parts so that they add up to a total that was rounded by itself.</summary>
public static class TiedRounding
{
    /// <summary>Parts in whole minor units that add up to <paramref name="total"/>.</summary>
    /// <param name="total">In whole minor units; the rounded sum of the parts.</param>
    /// <param name="exact">In major units, unrounded; signs may differ.</param>
    /// <remarks>
    /// Each part is floored toward minus infinity; the units then missing go one each to the largest
    /// fractions, ties to the lowest index. For a negative total all signs are mirrored first and back
    /// at the end, so that a credit mirrors its invoice. Source: domain rules §11. O(n log n).
    /// </remarks>
    public static IReadOnlyList<Money> Tie(Money total, IReadOnlyList<decimal> exact)
    {
        var sign = total.Amount < 0m ? -1m : 1m;
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)total.Currency.MinorUnitDigits);
        var units = exact.Select(part => part * sign / unit).ToArray();
        var floors = units.Select(decimal.Floor).ToArray();
        var missing = (total.Amount * sign / unit) - floors.Sum();
        Invariant.Require(
            decimal.Truncate(missing) == missing && missing >= 0m && missing <= floors.Length,
            "the total is the rounded sum of the parts"
        );
        var winners = Enumerable
            .Range(0, floors.Length)
            .OrderByDescending(i => units[i] - floors[i])
            .ThenBy(i => i)
            .Take((int)missing);
        foreach (var i in winners)
        {
            floors[i]++;
        }

        return [.. floors.Select(part => new Money(part * unit * sign, total.Currency))];
    }
}
