namespace Tieout.Domain.Reconciliation;

/// <summary>Key figures, each by one definition.</summary>
/// <remarks>
/// All are unrounded; a division by zero has no value, which is not zero. Percentages are 0 to 100.
/// Source: domain rules §18.
/// </remarks>
public static class Indicators
{
    public static decimal? Utilisation(decimal billableHours, decimal availableHours) =>
        Percent(billableHours, availableHours);

    /// <summary>Of the hours of a service month, whenever they were billed.</summary>
    public static decimal? Realisation(decimal billedValue, decimal standardValue) =>
        Percent(billedValue, standardValue);

    /// <summary>Earned value that is neither billed, written down by decision, nor billable yet.</summary>
    public static (decimal Amount, decimal? Percent) Leakage(
        decimal earned,
        decimal billed,
        decimal approvedWriteDown,
        decimal stillBillable
    )
    {
        var lost = earned - billed - approvedWriteDown - stillBillable;
        return (lost, Percent(lost, earned));
    }

    public static decimal? Margin(decimal revenue, decimal cost) =>
        Percent(revenue - cost, revenue);

    public static decimal? FirstPassYield(decimal readyWithoutCorrection, decimal total) =>
        Percent(readyWithoutCorrection, total);

    /// <summary>Price not yet recognised of signed contracts.</summary>
    public static decimal Backlog(
        IEnumerable<(decimal Price, decimal Recognised, bool IsSigned)> contracts
    ) => contracts.Where(c => c.IsSigned).Sum(c => c.Price - c.Recognised);

    /// <summary>Days sales outstanding, simple.</summary>
    public static decimal? DaysSalesOutstanding(
        decimal receivables,
        decimal creditSales,
        decimal days
    ) => creditSales == 0m ? null : receivables * days / creditSales;

    /// <summary>
    /// Days sales outstanding by count-back: sales of the latest months are taken off until nothing
    /// is left; what the months do not explain is told apart.
    /// </summary>
    public static (decimal Days, decimal Unexplained) CountBack(
        decimal receivables,
        IEnumerable<(decimal Sales, decimal Days)> newestFirst
    )
    {
        var left = receivables;
        var days = 0m;
        foreach (var month in newestFirst)
        {
            if (left <= 0m)
            {
                break;
            }

            var isPart = month.Sales > left;
            days += isPart ? month.Days * left / month.Sales : month.Days;
            left = isPart ? 0m : left - month.Sales;
        }

        return (days, left);
    }

    /// <summary>Days from the end of service to the invoice, simple and weighted by amount.</summary>
    public static (decimal? Mean, decimal? Weighted) InvoiceCycle(
        IReadOnlyList<(LocalDate ServiceEnd, LocalDate Invoiced, decimal Amount)> invoices
    )
    {
        var days = invoices
            .Select(i => (Days: (decimal)Period.DaysBetween(i.ServiceEnd, i.Invoiced), i.Amount))
            .ToList();
        return (
            Ratio(days.Sum(x => x.Days), days.Count),
            Ratio(days.Sum(x => x.Days * x.Amount), days.Sum(x => x.Amount))
        );
    }

    /// <summary>Mean and median hours to resolve an exception, of the resolved ones.</summary>
    public static (decimal? Mean, decimal? Median) Resolution(IEnumerable<decimal> resolvedHours)
    {
        List<decimal> hours = [.. resolvedHours.Order()];
        var (low, high) = ((hours.Count - 1) / 2, hours.Count / 2);
        return (
            Ratio(hours.Sum(), hours.Count),
            hours.Count == 0 ? null : (hours[low] + hours[high]) / 2m
        );
    }

    public static decimal? EffectiveRate(decimal revenue, decimal hours) => Ratio(revenue, hours);

    private static decimal? Percent(decimal part, decimal whole) => Ratio(part * 100m, whole);

    private static decimal? Ratio(decimal part, decimal whole) => whole == 0m ? null : part / whole;
}
