using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>The fee of a month, the hours it includes, and the price of the hours beyond.</summary>
/// <remarks>
/// A month is billed once, when it is over; hours approved late wait for the next. A month that a
/// correction has given back is billed again, with its own hours. A run whose window is told bills it
/// as one period. Source: §8.6.
/// </remarks>
internal static class RetainerLines
{
    public static void Bill(RunPage page, ContractLine.Retainer line)
    {
        var isTold = page.Run.From is not null;
        var own = page.Run.Start.With(DateAdjusters.StartOfMonth);
        var isDue = isTold && !page.Before.HasPeriod(line.Id, own);
        var months = page
            .Before.GivenBack(line.Id)
            .Where(x => !isDue || x.Month != own)
            .Concat(isTold ? [] : MonthsLeft(page, line))
            .DistinctBy(x => x.Month)
            .OrderBy(x => x.Month)
            .ToList();
        if (months.Count == 0 && !isDue)
        {
            return;
        }

        var used = page.Offered(line);
        var billing = new List<RetainerPeriod>();
        foreach (var (earlier, window) in months)
        {
            var within = used.FindAll(ready => ready.Work.ServiceDate <= window.End);
            used.RemoveAll(within.Contains);
            var agreed = AgreedIn(page, line, window) ?? line;
            if (within.Count == 0 && RetainerHours.ActiveDays(page.Terms, agreed, window).Days == 0)
            {
                // An earlier month has taken the hours that made it due.
                continue;
            }

            Bill(page, agreed, earlier, window, within, billing);
        }

        if (isDue)
        {
            Bill(page, line, own, page.Window, used, billing);
        }
    }

    /// <summary>
    /// Months of the retainer that are over and were never billed, from the first billed one on; the
    /// run's own when none was. Another system may have billed what was before. Outside its term a
    /// month has no fee, and its hours are carried ones or beyond.
    /// </summary>
    private static IEnumerable<(LocalDate Month, DateInterval Window)> MonthsLeft(
        RunPage page,
        ContractLine.Retainer line
    ) =>
        Months
            .Over(page.Before.FirstPeriodOf(line.Id) ?? page.Run.Start, page.Run.Through)
            .Where(window => !page.Before.HasPeriod(line.Id, window.Start))
            .Where(window =>
                AgreedIn(page, line, window) is { } then
                && (
                    RetainerHours.ActiveDays(page.Terms, then, window).Days > 0
                    || page.HasReady(line, window.End)
                )
            )
            .Select(window => (window.Start, window));

    /// <summary>As it was agreed at the end of a month, else at its beginning; none when it was not.</summary>
    private static ContractLine.Retainer? AgreedIn(
        RunPage page,
        ContractLine.Retainer line,
        DateInterval month
    ) => AgreedOn(page, line, month.End) ?? AgreedOn(page, line, month.Start);

    private static ContractLine.Retainer? AgreedOn(
        RunPage page,
        ContractLine.Retainer line,
        LocalDate day
    ) =>
        page
            .State.Contract!.TermsAt(day)
            .Lines.OfType<ContractLine.Retainer>()
            .FirstOrDefault(x => x.Id == line.Id);

    private static void Bill(
        RunPage page,
        ContractLine.Retainer line,
        LocalDate month,
        DateInterval window,
        List<ReadySlice> used,
        List<RetainerPeriod> billing
    )
    {
        var active = RetainerHours.ActiveDays(page.Terms, line, window);
        var pool = page.Before.PoolOf(page.Terms, line, month, billing);
        var period = RetainerHours.Settle(line, month, active, used, pool);
        if (period.Included is not null)
        {
            page.Balances.Add(new RunBalance.Hours(line.Id, period));
        }

        var served = RetainerHours.TermOf(page.Terms, line)?.Intersection(window) ?? window;
        var isWhole = served.Equals(window) && window.Equals(month.ToYearMonth().ToDateInterval());
        period = isWhole ? period : period with { Window = window };
        billing.Add(period);
        List<DraftLine> lines = [];
        if (active.Days > 0)
        {
            lines.Add(
                Charges.Line(
                    page,
                    line,
                    InvoiceLineKind.Retainer,
                    $"Retainer {month:uuuu-MM}",
                    active.Of(line.Fee)
                )
            );
        }

        lines.AddRange(Overage(page, line, period.Use.Overage, used));
        if (lines.Count == 0 && used.Count > 0)
        {
            var text = $"Retainer {month:uuuu-MM}, hours without a fee";
            lines.Add(Charges.Line(page, line, InvoiceLineKind.Retainer, text, Zero(page)));
        }

        if (lines.Count > 0)
        {
            var covered = used.Select(ready => page.Take(ready, Zero(page)));
            lines[0] = lines[0] with { Shares = [.. covered], Retainer = period };
            page.Lines.AddRange(
                lines.Select((x, i) => x with { Period = i == 0 ? served : window })
            );
        }
    }

    private static Money Zero(RunPage page) => Money.Zero(page.Currency);

    private static IEnumerable<DraftLine> Overage(
        RunPage page,
        ContractLine.Retainer line,
        Effort overage,
        IReadOnlyList<ReadySlice> used
    ) =>
        RetainerHours
            .Beyond(line, overage, used, page.Currency, page.Reference)
            .Select(x =>
                Charges.Line(
                    page,
                    line,
                    InvoiceLineKind.Overage,
                    "Hours beyond the included ones",
                    x.Amount
                ) with
                {
                    Quantity = x.Effort.Hours,
                    Price = x.Price,
                }
            );
}
