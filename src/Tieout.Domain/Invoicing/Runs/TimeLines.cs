using System.Diagnostics;
using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Time at rates, with or without a cap, and what is charged or granted on top of it.</summary>
/// <remarks>Source: domain rules §8.1, §8.2 and §8.11.</remarks>
internal static class TimeLines
{
    public static void Bill(RunPage page, ContractLine.TimeAndMaterials line)
    {
        var offered = page.Offered(line);
        var first = page.Lines.Count;
        if (page.Caps.IsCapped(line))
        {
            BillCapped(page, line, offered);
        }
        else
        {
            foreach (var group in Groups(page, line, offered, ready => ready))
            {
                page.Lines.Add(Line(page, line, group, PricedTime.Of(group)));
            }
        }

        List<DraftLine> time = [.. page.Lines.Skip(first)];
        AddOnTop(page, line, InvoiceLineKind.Discount, -line.DiscountPercent, time);
        AddOnTop(page, line, InvoiceLineKind.Fee, line.FeePercent, time);
    }

    /// <summary>What fits is billed, and later work is still tried.</summary>
    private static void BillCapped(
        RunPage page,
        ContractLine.TimeAndMaterials line,
        IReadOnlyList<ReadySlice> offered
    )
    {
        var billed = new List<(ReadySlice Ready, WorkShare Share)>();
        foreach (var ready in offered)
        {
            if (Caps.Take(page, line, ready, ReasonCode.CapExceeded) is { } share)
            {
                billed.Add((ready, share));
            }
        }

        // A month with a cap of its own is a line of its own, so that its customer can check it.
        var months = billed
            .GroupBy(x => Caps.MonthOf(page, line, x.Ready))
            .SelectMany(month => Groups(page, line, month, x => x.Ready));
        foreach (var group in months)
        {
            page.Lines.Add(
                Line(
                    page,
                    line,
                    [.. group.Select(x => x.Ready)],
                    PricedTime.Of([.. group.Select(x => x.Ready)], [.. group.Select(x => x.Share)]),
                    [.. group.Select(x => x.Share)]
                )
            );
        }

        Caps.Report(page, line);
    }

    /// <summary>One percentage of the line's time, analysed as that time is.</summary>
    private static void AddOnTop(
        RunPage page,
        ContractLine line,
        InvoiceLineKind kind,
        decimal percent,
        List<DraftLine> time
    )
    {
        var parts = time.GroupBy(x => x.Dimensions, x => x.Amount)
            .Select(group => (Dimensions: group.Key, Time: Money.Sum(page.Currency, group)))
            .Where(part => part.Time.Amount > 0m)
            .ToList();
        var whole = Money.Sum(page.Currency, parts.Select(part => part.Time));
        var amounts = LineNet
            .PercentOf(whole, percent)
            .Allocate([.. parts.Select(part => part.Time.Amount)]);
        foreach (var (part, amount) in parts.Zip(amounts).Where(x => !x.Second.IsZero))
        {
            page.Lines.Add(
                Charges.Line(page, line, kind, kind.ToString(), amount) with
                {
                    Dimensions = part.Dimensions,
                }
            );
        }
    }

    private static DraftLine Line(
        RunPage page,
        ContractLine line,
        List<ReadySlice> slices,
        PricedTime priced,
        IReadOnlyList<WorkShare>? taken = null
    )
    {
        var period = AgreedLines.PeriodOf(slices);
        var shares = taken ?? [.. slices.Zip(priced.Shares, page.Take)];
        return new DraftLine(
            line.Id,
            InvoiceLineKind.Time,
            Describe(slices, page),
            priced.Quantity,
            priced.Price,
            priced.Amount,
            page.TaxCodeOf(slices[0].Terms, line),
            period,
            [.. shares.Zip(slices, (share, x) => share.Within(period, x.Work.ServiceDate))],
            Dimensions: page.DimensionsOf(slices[0])
        );
    }

    private static string Describe(List<ReadySlice> slices, RunPage page)
    {
        var projects = slices.ConvertAll(x => x.Work.Project).Distinct().ToList();
        var others = projects.Count - 1;
        var role = RateContexts.RoleOf((TimeEntry)slices[0].Work, page.Reference) ?? "services";
        return others == 0
            ? $"{projects[0]}: {role}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{projects[0]} and {others} more: {role}"
            );
    }

    /// <summary>
    /// In the order in which the groups first appear; a line has one tax, and one value of a dimension.
    /// </summary>
    private static IEnumerable<List<T>> Groups<T>(
        RunPage page,
        ContractLine.TimeAndMaterials line,
        IEnumerable<T> work,
        Func<T, ReadySlice> ready
    ) =>
        work.GroupBy(x =>
                (
                    Key: string.Join(
                        '\u001f',
                        line.Groups.Select(key => KeyOf(key, ready(x), page))
                    ),
                    Dimensions: page.DimensionsOf(ready(x)),
                    Tax: page.TaxCodeOf(ready(x).Terms, line)
                )
            )
            .Select(group => group.ToList());

    private static string KeyOf(GroupKey key, ReadySlice ready, RunPage page)
    {
        var time = (TimeEntry)ready.Work;
        return key switch
        {
            GroupKey.Role => RateContexts.RoleOf(time, page.Reference) ?? string.Empty,
            GroupKey.Rate => PricedTime
                .HourlyPrice(ready)
                .ToString("0.############", CultureInfo.InvariantCulture),
            GroupKey.Task => time.Task?.Value ?? string.Empty,
            GroupKey.Resource => time.Resource.Value,
            GroupKey.Project => time.Project.Value,
            GroupKey.Date => $"{time.WorkDate:uuuu-MM-dd}",
            GroupKey.Entry => time.Id.Value,
            _ => throw new UnreachableException(),
        };
    }
}
