using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>The fee of a month, the hours it includes, and the price of the hours beyond.</summary>
/// <remarks>
/// A month is billed once; hours approved late wait for the next. A month that a correction has given
/// back is billed again, with its own hours. Source: §8.6.
/// </remarks>
internal static class RetainerLines
{
    public static void Bill(RunPage page, ContractLine.Retainer line)
    {
        var month = new LocalDate(page.Run.Start.Year, page.Run.Start.Month, 1);
        var givenBack = page.Before.GivenBack(line.Id);
        var isBilled = page.Before.HasPeriod(line.Id, month);
        if (isBilled && givenBack.Count == 0)
        {
            return;
        }

        var used = page.Offered(line);
        var billing = new List<RetainerPeriod>();
        foreach (var (earlier, window) in givenBack.Where(x => x.Month != month))
        {
            var own = used.FindAll(ready => ready.Work.ServiceDate <= window.End);
            used.RemoveAll(own.Contains);
            var terms = page.State.Contract!.TermsAt(window.End).Lines;
            var then = terms.OfType<ContractLine.Retainer>().FirstOrDefault(x => x.Id == line.Id);
            Bill(page, then ?? line, earlier, window, own, billing);
        }

        if (!isBilled)
        {
            Bill(page, line, month, page.Window, used, billing);
        }
    }

    private static void Bill(
        RunPage page,
        ContractLine.Retainer line,
        LocalDate month,
        DateInterval window,
        IReadOnlyList<ReadySlice> used,
        List<RetainerPeriod> billing
    )
    {
        var active = RetainerHours.ActiveDays(page.Terms, line, window);
        var pool = page.Before.PoolOf(line.Id, month, billing);
        var period = RetainerHours.Settle(line, month, active, used, pool);
        if (period.Included is not null)
        {
            page.Balances.Add(new RunBalance.Hours(line.Id, period));
        }

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
        if (lines.Count > 0)
        {
            var covered = used.Select(ready => page.Take(ready, Money.Zero(page.Currency)));
            lines[0] = lines[0] with { Shares = [.. covered], Retainer = period };
            page.Lines.AddRange(lines.Select(x => x with { Period = window }));
        }
    }

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
