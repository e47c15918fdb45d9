namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Calendar months, as what is agreed by the month is billed.</summary>
internal static class Months
{
    /// <summary>From the month of a day on, those that are over by another, which is included.</summary>
    public static IEnumerable<DateInterval> Over(LocalDate first, LocalDate through)
    {
        for (
            var month = first.ToYearMonth();
            month.ToDateInterval().End <= through;
            month = month.PlusMonths(1)
        )
        {
            yield return month.ToDateInterval();
        }
    }
}
