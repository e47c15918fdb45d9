using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>A part of a price, and how far it is done: by judgement or by cost.</summary>
/// <param name="Percent">Done, by judgement; by cost when none.</param>
/// <param name="CostTotal">Expected cost in all; nothing is done while it is zero.</param>
public sealed record ProgressPart(
    Money Price,
    decimal? Percent = null,
    decimal CostToDate = 0m,
    decimal CostTotal = 0m
)
{
    /// <summary>The unrounded part of the price that is earned.</summary>
    public decimal Earned =>
        (Percent, CostTotal) switch
        {
            ({ } percent, _) => Price.Amount * percent / 100m,
            (_, 0m) => 0m,
            _ => Price.Amount * CostToDate / CostTotal,
        };
}
