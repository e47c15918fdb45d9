using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Periods;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>The fee of a month, the hours it includes, and the price of the hours beyond.</summary>
/// <remarks>
/// A month is billed once; hours approved late wait for the next. A month that a correction has given
/// back is billed again, with its own hours. Source: §8.6.
/// </remarks>
internal static class RetainerLines
{
    private const int HourDigits = 2;

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
        var active = ActiveDays(page, line, window);
        var pool = page.Before.PoolOf(line.Id, month, billing);
        var period = Settle(line, month, active, used, pool);
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

    private static Proration ActiveDays(
        RunPage page,
        ContractLine.Retainer line,
        DateInterval window
    )
    {
        var first = line.Start ?? page.Terms.Start;
        var last = line.End ?? page.Terms.End ?? LocalDate.MaxIsoValue;
        return first <= last
            ? Proration.Between(window, new DateInterval(first, last), line.Proration)
            : new Proration(0, window.Length);
    }

    private static RetainerPeriod Settle(
        ContractLine.Retainer line,
        LocalDate month,
        Proration active,
        IReadOnlyList<ReadySlice> offered,
        HourPool pool
    )
    {
        var used = Effort.Sum(offered.Select(ready => ready.Slice.Effort));
        if (line.Included is not { } whole)
        {
            var uncounted = new PeriodUse(used, used, Effort.Zero, Effort.Zero, Effort.Zero);
            return new RetainerPeriod(month, Included: null, uncounted, pool.Carried);
        }

        var granted = Effort.OfHours(active.Of(whole.Hours).RoundTo(HourDigits));
        var (next, use) = pool.Settle(granted, used, line.Rollover ?? Rollover.None, line.Order);
        return new RetainerPeriod(month, granted, use, next.Carried);
    }

    private static IEnumerable<DraftLine> Overage(
        RunPage page,
        ContractLine.Retainer line,
        Effort overage,
        IReadOnlyList<ReadySlice> used
    )
    {
        if (overage <= Effort.Zero)
        {
            return [];
        }

        switch (line.Overage)
        {
            case null:
                return [];
            case OveragePrice.Hourly hourly:
                var flat = overage.At(new Money(hourly.Rate, page.Currency)).Round();
                return [Line(page, line, overage, hourly.Rate, flat)];
            case OveragePrice.Scaled scaled:
                var amount = new Money(scaled.Price.AmountFor(overage.Hours), page.Currency);
                return [Line(page, line, overage, price: null, amount.Round())];
            case OveragePrice.ByRateCard:
                return Latest(used, overage)
                    .GroupBy(x =>
                        (Role: RoleOf(page, x.Ready), Rate: PricedTime.HourlyPrice(x.Ready))
                    )
                    .Select(group =>
                        (group.Key.Rate, Effort: Effort.Sum(group.Select(x => x.Part)))
                    )
                    .Select(x =>
                        Line(
                            page,
                            line,
                            x.Effort,
                            x.Rate,
                            x.Effort.At(new Money(x.Rate, page.Currency)).Round()
                        )
                    );
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The latest hours, in date order: the early ones are the included ones.</summary>
    private static List<(ReadySlice Ready, Effort Part)> Latest(
        IReadOnlyList<ReadySlice> used,
        Effort overage
    )
    {
        var latest = new List<(ReadySlice, Effort)>();
        for (var i = used.Count - 1; i >= 0 && overage > Effort.Zero; i--)
        {
            var part = used[i].Slice.Effort < overage ? used[i].Slice.Effort : overage;
            latest.Add((used[i], part));
            overage -= part;
        }

        latest.Reverse();
        return latest;
    }

    private static string RoleOf(RunPage page, ReadySlice ready) =>
        RateContexts.RoleOf((TimeEntry)ready.Work, page.Reference) ?? string.Empty;

    private static DraftLine Line(
        RunPage page,
        ContractLine line,
        Effort effort,
        decimal? price,
        Money amount
    ) =>
        Charges.Line(
            page,
            line,
            InvoiceLineKind.Overage,
            "Hours beyond the included ones",
            amount
        ) with
        {
            Quantity = effort.Hours,
            Price = price,
        };
}
