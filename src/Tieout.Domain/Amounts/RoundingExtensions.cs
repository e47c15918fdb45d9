using System.Diagnostics;

namespace Tieout.Domain.Amounts;

/// <summary>The only place where a decimal is rounded.</summary>
public static class RoundingExtensions
{
    /// <summary>Rounds to a number of decimals.</summary>
    /// <param name="value">Exact as far as decimal's 28 digits go.</param>
    /// <param name="digits">0 to 28.</param>
    /// <param name="mode">Stated by the rule that asks; half away from zero unless it says so.</param>
    public static decimal RoundTo(
        this decimal value,
        int digits,
        Rounding mode = Rounding.HalfUp
    ) =>
        mode switch
        {
            Rounding.HalfUp => decimal.Round(value, digits, MidpointRounding.AwayFromZero),
            Rounding.HalfEven => decimal.Round(value, digits, MidpointRounding.ToEven),
            Rounding.Down => decimal.Round(value, digits, MidpointRounding.ToZero),
            Rounding.Up => AwayFromZero(value, digits),
            _ => throw new UnreachableException(),
        };

    private static decimal AwayFromZero(decimal value, int digits) =>
        decimal.Round(
            value,
            digits,
            value < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity
        );
}
