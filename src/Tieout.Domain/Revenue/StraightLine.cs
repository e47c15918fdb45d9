using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>Revenue of a stand-ready service, spread evenly over its term.</summary>
/// <remarks>
/// A month's revenue is the rounded share to date less what was recognised before, so that no rounding
/// is left for the last month. Suspended days earn nothing. Source: domain rules §14.2;
/// ASC 606-10-25-31, IFRS 15.41.
/// </remarks>
public static class StraightLine
{
    /// <summary>Months with an active day, in order; their revenue adds up to the amount.</summary>
    /// <param name="amount">In whole minor units.</param>
    /// <param name="term">Both ends included.</param>
    /// <param name="grain">Days or months.</param>
    /// <param name="suspensions">Both ends included; may overlap each other and the term's ends.</param>
    /// <returns>Nothing when every day is suspended: the amount has no month to go to.</returns>
    public static IReadOnlyList<PeriodRevenue> Spread(
        Money amount,
        DateInterval term,
        StraightLineGrain grain,
        IReadOnlyList<DateInterval> suspensions
    )
    {
        var months = term.Where(day => !suspensions.Any(pause => pause.Contains(day)))
            .GroupBy(day => day.ToYearMonth())
            .Select(days =>
                (Month: days.Key, Parts: grain is StraightLineGrain.Day ? days.Count() : 1)
            )
            .ToList();
        var all = months.Sum(month => month.Parts);
        var before = Money.Zero(amount.Currency);
        var parts = 0;
        List<PeriodRevenue> periods = [];
        foreach (var month in months)
        {
            parts += month.Parts;
            var toDate = (amount with { Amount = amount.Amount * parts / all }).Round();
            periods.Add(new PeriodRevenue(month.Month, toDate - before));
            before = toDate;
        }

        return periods;
    }
}
