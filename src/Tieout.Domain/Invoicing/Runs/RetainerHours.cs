using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>The days of a retainer's month, its included hours, and what the hours beyond cost.</summary>
/// <remarks>Source: domain rules §8.6.</remarks>
internal static class RetainerHours
{
    private const int HourDigits = 2;

    /// <summary>The part of a window in which the retainer runs.</summary>
    public static Proration ActiveDays(
        ContractTerms terms,
        ContractLine.Retainer line,
        DateInterval window
    ) =>
        TermOf(terms, line) is { } term
            ? Proration.Between(window, term, line.Proration)
            : new Proration(0, window.Length);

    /// <summary>First and last day of the retainer; none when it ends before it begins.</summary>
    public static DateInterval? TermOf(ContractTerms terms, ContractLine.Retainer line)
    {
        var first = line.Start ?? terms.Start;
        var last = line.End ?? terms.End ?? LocalDate.MaxIsoValue;
        return first <= last ? new DateInterval(first, last) : null;
    }

    /// <summary>What a month does with its hours.</summary>
    public static RetainerPeriod Settle(
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

    /// <summary>The price of hours beyond, one amount for each line of a document.</summary>
    public static IEnumerable<(Effort Effort, decimal? Price, Money Amount)> Beyond(
        ContractLine.Retainer line,
        Effort overage,
        IReadOnlyList<ReadySlice> used,
        CurrencyCode currency,
        ReferenceBook reference
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
                return [Priced(overage, hourly.Rate)];
            case OveragePrice.Scaled scaled:
                var amount = new Money(scaled.Price.AmountFor(overage.Hours), currency);
                return [(overage, null, amount.Round())];
            case OveragePrice.ByRateCard:
                return Latest(used, overage)
                    .GroupBy(x =>
                        (Role: RoleOf(x.Ready, reference), Rate: PricedTime.HourlyPrice(x.Ready))
                    )
                    .Select(group => Priced(Effort.Sum(group.Select(x => x.Part)), group.Key.Rate));
            default:
                throw new UnreachableException();
        }

        (Effort, decimal?, Money) Priced(Effort effort, decimal rate) =>
            (effort, rate, effort.At(new Money(rate, currency)).Round());
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

    private static string RoleOf(ReadySlice ready, ReferenceBook reference) =>
        RateContexts.RoleOf((TimeEntry)ready.Work, reference) ?? string.Empty;
}
