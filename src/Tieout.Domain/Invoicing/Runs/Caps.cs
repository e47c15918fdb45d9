using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Bills what fits under the caps, and says how far they are used.</summary>
internal static class Caps
{
    /// <summary>The part that fits; the rest waits for a reason. None when nothing fits.</summary>
    public static WorkShare? Take(
        RunPage page,
        ContractLine line,
        ReadySlice ready,
        ReasonCode exceeded
    )
    {
        var fit = page.FitOf(ready);
        var amount = PricedTime.ValueOf(ready);
        if (fit.Beyond is null)
        {
            return page.Take(ready, amount);
        }

        var left = new LeftWork(line.Id, ready.Work.Id, [exceeded], amount - fit.Use.Amount);
        if (fit.IsNothing)
        {
            page.Leave(ready, left);
            return null;
        }

        var part = ready.Work is TimeEntry ? ready.Slice.ChargedFor(fit.Use.Hours) : ready.Slice;
        return page.Take(ready, part, fit.Use.Amount, left);
    }

    /// <summary>The month of work whose month has a cap; none of any other.</summary>
    public static YearMonth? MonthOf(RunPage page, ContractLine line, ReadySlice ready) =>
        page
            .Caps.CapsOn(line, ready.Work.ServiceDate)
            .Select(cap => cap.Month)
            .FirstOrDefault(month => month is not null);

    /// <summary>
    /// The room under the caps of a line, or of the contract when none, once all is billed: of a cap
    /// of each month that of the last one; and which caps somebody wants to know about.
    /// </summary>
    public static void Report(RunPage page, ContractLine? line)
    {
        var now = page.Run.Through.ToYearMonth();
        var asked = line is null ? page.Terms.Lines : [line];
        var caps = asked
            .SelectMany(x => page.Caps.CapsOn(x, page.Run.Through))
            .Concat(page.Caps.Known)
            .Where(cap => cap.Line == line?.Id)
            .Distinct()
            .OrderBy(cap => cap.Month)
            .ToList();
        foreach (var cap in caps)
        {
            var used = page.Caps.UsedOf(cap);
            if (cap.Month is null || cap.Month == now)
            {
                page.Balances.Add(new RunBalance.Cap(cap, used));
            }

            if (cap.Cap.AlertPercent is { } percent && cap.PercentOf(used) >= percent)
            {
                page.Alerts.Add(new CapAlert(cap, cap.PercentOf(used)));
            }
        }
    }
}
