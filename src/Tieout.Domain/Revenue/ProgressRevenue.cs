using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Revenue;

/// <summary>Revenue over time by progress, at the end of one period.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="Margin">Revenue less cost, to date; meaningful where progress is cost.</param>
/// <param name="LossProvision">Expected loss that is not yet in the margin; zero or more.</param>
/// <remarks>
/// A changed estimate takes its whole effect in the current period. Source: domain rules §14.3;
/// ASC 606-10-25-36, ASC 605-35-25-46 (losses), IFRS 15.B19 (uninstalled materials).
/// </remarks>
public sealed record ProgressRevenue(
    decimal Progress,
    Money RevenueToDate,
    Money RevenueOfPeriod,
    Money Margin,
    Money LossProvision
)
{
    /// <summary>Recognises what progress has earned.</summary>
    /// <param name="estimate">At the end of the period; more is expected than uninstalled.</param>
    /// <param name="recognisedBefore">In all earlier periods.</param>
    /// <param name="percentDigits">Rounds progress to decimals of a percent where a policy says so.</param>
    public static ProgressRevenue Of(
        ProgressEstimate estimate,
        Money recognisedBefore,
        int? percentDigits = null
    )
    {
        var progress = ProgressOf(estimate, percentDigits);
        var toDate = (estimate.Price with { Amount = EarnedOf(estimate, progress) }).Round();
        var margin = toDate with { Amount = toDate.Amount - estimate.ToDate };
        return new ProgressRevenue(
            progress.Value,
            toDate,
            toDate - recognisedBefore,
            margin.Round(),
            LossOf(estimate, margin)
        );
    }

    /// <summary>0 to 100, unrounded unless a policy rounds progress.</summary>
    public decimal Percent => Progress * 100m;

    private static (decimal Value, decimal Done, decimal All) ProgressOf(
        ProgressEstimate estimate,
        int? percentDigits
    )
    {
        var done = estimate.ToDate - estimate.Uninstalled;
        var all = estimate.Total - estimate.Uninstalled;
        Invariant.Require(all > 0m, "progress has something to be measured against");
        Invariant.Require(done >= 0m, "progress is not below zero");
        if (done >= all)
        {
            return (1m, 1m, 1m);
        }

        if (percentDigits is not { } digits)
        {
            return (done / all, done, all);
        }

        var percent = (done * 100m / all).RoundTo(digits);
        return (percent / 100m, percent, 100m);
    }

    private static decimal EarnedOf(
        ProgressEstimate estimate,
        (decimal Value, decimal Done, decimal All) progress
    ) =>
        (progress.Done * (estimate.Price.Amount - estimate.Uninstalled) / progress.All)
        + estimate.Uninstalled;

    private static Money LossOf(ProgressEstimate estimate, Money margin)
    {
        var expected = estimate.Total - estimate.Price.Amount;
        var missing = expected > 0m ? Math.Max(0m, expected + margin.Amount) : 0m;
        return (margin with { Amount = missing }).Round();
    }
}
