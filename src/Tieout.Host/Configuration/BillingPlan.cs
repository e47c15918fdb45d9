using System.Diagnostics;
using Tieout.Domain.Invoicing;

namespace Tieout.Host.Configuration;

/// <summary>Which billing runs there are.</summary>
public abstract record BillingPlan
{
    private BillingPlan() { }

    /// <summary>No runs: nothing is billed.</summary>
    public sealed record None : BillingPlan;

    /// <summary>One for each month that is over, dated on its last day.</summary>
    /// <param name="From">The first month, included.</param>
    public sealed record Monthly(YearMonth From) : BillingPlan;

    /// <summary>These and no others; each is due on its invoice date.</summary>
    public sealed record Listed(IReadOnlyList<DraftInvoice> Runs) : BillingPlan;

    /// <summary>The runs that are due on a day, oldest first; those done before included.</summary>
    /// <param name="today">In the firm's time zone.</param>
    public IReadOnlyList<DraftInvoice> DueOn(LocalDate today) =>
        this switch
        {
            None => [],
            Monthly monthly => [.. MonthsUntil(monthly.From, today)],
            Listed listed =>
            [
                .. listed.Runs.Where(run => run.InvoiceDate <= today).OrderBy(run => run.Through),
            ],
            _ => throw new UnreachableException(),
        };

    private static IEnumerable<DraftInvoice> MonthsUntil(YearMonth from, LocalDate today)
    {
        for (var month = from; month.ToDateInterval().End < today; month = month.PlusMonths(1))
        {
            var end = month.ToDateInterval().End;
            yield return new DraftInvoice(end, end);
        }
    }
}
