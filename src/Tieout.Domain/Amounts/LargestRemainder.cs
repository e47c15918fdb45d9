using System.Numerics;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Amounts;

/// <summary>Splits a total by weights so that the parts add up to it exactly.</summary>
public static class LargestRemainder
{
    /// <summary>Shares out <paramref name="total"/> in units of 10^-<paramref name="digits"/>.</summary>
    /// <param name="total">A whole number of units; its sign goes to every part.</param>
    /// <param name="weights">None negative; not all zero unless the total is zero.</param>
    /// <param name="digits">Decimals of a unit: 2 for cents.</param>
    /// <remarks>
    /// Each part first gets the floor of its exact share; the units left go one each to the largest
    /// fractions, ties to the lowest index; a zero weight never gets one. Source: domain rules §11.
    /// O(n log n).
    /// </remarks>
    public static IReadOnlyList<decimal> Allocate(
        decimal total,
        IReadOnlyList<decimal> weights,
        int digits
    )
    {
        var unit = UnitOf(digits);
        var units = Math.Abs(total) / unit;
        Invariant.Require(decimal.Truncate(units) == units, "the total is a whole number of units");
        Invariant.Require(weights.All(w => w >= 0m), "no weight is negative");
        var exact = Whole(weights);
        var sum = exact.Aggregate(BigInteger.Zero, (a, b) => a + b);
        if (sum.IsZero)
        {
            Invariant.Require(total == 0m, "an amount needs at least one weight above zero");
            return [.. weights.Select(_ => 0m)];
        }

        var floors = new decimal[weights.Count];
        var remainders = new BigInteger[weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            floors[i] = (decimal)
                BigInteger.DivRem((BigInteger)units * exact[i], sum, out remainders[i]);
        }

        var left = (int)(units - floors.Sum());
        var winners = Enumerable
            .Range(0, weights.Count)
            .Where(i => weights[i] > 0m)
            .OrderByDescending(i => remainders[i])
            .ThenBy(i => i)
            .Take(left);
        foreach (var i in winners)
        {
            floors[i]++;
        }

        return [.. floors.Select(part => part * unit * Math.Sign(total))];
    }

    /// <summary>The weights without their decimals: a product of two decimals may have 56 digits.</summary>
    private static BigInteger[] Whole(IReadOnlyList<decimal> weights)
    {
        var decimals = weights.Count == 0 ? 0 : weights.Max(weight => weight.Scale);
        var powers = Enumerable.Range(0, decimals + 1).Select(n => BigInteger.Pow(10, n)).ToArray();
        return
        [
            .. weights.Select(weight =>
                (BigInteger)(weight / UnitOf(weight.Scale)) * powers[decimals - weight.Scale]
            ),
        ];
    }

    private static decimal UnitOf(int digits) => new(1, 0, 0, isNegative: false, (byte)digits);
}
