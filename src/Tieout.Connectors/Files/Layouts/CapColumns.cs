using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The most that a line, or a whole contract, may bill.</summary>
/// <param name="add">For all that has a cap.</param>
/// <param name="addOfTime">For what has hours.</param>
/// <param name="what">It is a cap of: <c>line</c>.</param>
internal sealed class CapColumns(AddColumn add, AddColumn addOfTime, string what)
{
    private const decimal HoursMax = 10_000_000m;

    private const int HourDigits = 4;

    private readonly Column _cap = add(
        "cap",
        ColumnForm.Number,
        "50000.00",
        $"The most that the {what} may bill, before tax; no cap in money when left out"
    );

    private readonly Column _hours = addOfTime(
        "cap_hours",
        ColumnForm.Number,
        "400",
        $"The most hours that the {what} may bill, beside `cap` or alone; any number when left out"
    );

    private readonly Column _period = add(
        "cap_period",
        ColumnForm.Word,
        "month",
        "Ever: once and for all; month: anew for the work of each calendar month; ever when left out",
        Words<CapPeriod>.All
    );

    private readonly Column _used = add(
        "cap_used",
        ColumnForm.Number,
        "",
        "Billed under the cap before the hub took over"
    );

    private readonly Column _usedHours = addOfTime(
        "cap_used_hours",
        ColumnForm.Number,
        "",
        "Hours billed under the cap before the hub took over"
    );

    private readonly Column _usedThrough = add(
        "cap_used_through",
        ColumnForm.Date,
        "",
        "Last day of what is used, which counts in that day's month; for a cap of each month"
    );

    private readonly Column _onExceed = add(
        "cap_on_exceed",
        ColumnForm.Word,
        "split",
        "Of the work that reaches beyond: what fits is billed and the rest waits (split) or is written off (absorb), "
            + "or it waits whole (block); split when left out",
        Words<CapEdge>.All
    );

    private readonly Column _alert = add(
        "cap_alert_percent",
        ColumnForm.Number,
        "80",
        "Tells the project manager (CAP_THRESHOLD) when this part is used; never when left out"
    );

    public SpendingCap? Read(Row row, CurrencyCode currency)
    {
        if (!row.Has(_hours))
        {
            row.RequireBeside(_cap, _used, _period, _onExceed, _alert);
        }

        row.RequireBeside(_cap, _used);
        row.RequireBeside(_hours, _usedHours);
        var period = row.Word(_period, CapPeriod.Ever);
        if (period is CapPeriod.Ever)
        {
            row.RequireEmpty("caps of each month", _usedThrough);
        }
        else
        {
            row.RequireBeside(_usedThrough, _used, _usedHours);
        }

        return row.Has(_cap) || row.Has(_hours)
            ? new SpendingCap(
                row.OptionalAmount(_cap, currency),
                row.OptionalAmount(_used, currency),
                row.Word(_onExceed, CapEdge.Split),
                row.Percent(_alert),
                Hours(row, _hours),
                Hours(row, _usedHours),
                period,
                row.OptionalDate(_usedThrough)
            )
            : null;
    }

    public void Fill(Cells cells, SpendingCap? cap)
    {
        if (cap is null)
        {
            return;
        }

        cells.Put(_cap, cap.Amount?.Amount);
        cells.Put(_used, cap.Consumed?.Amount);
        cells.PutWord(_onExceed, cap.OnExceed);
        cells.Put(_alert, cap.AlertPercent);
        cells.Put(_hours, cap.Hours?.Hours.RoundTo(HourDigits));
        cells.Put(_usedHours, cap.ConsumedHours?.Hours.RoundTo(HourDigits));
        cells.PutWord(_period, cap.Period);
        cells.Put(_usedThrough, cap.ConsumedThrough);
    }

    private static Effort? Hours(Row row, Column column) =>
        row.OptionalNumberBetween(column, 0m, HoursMax) is { } hours ? Effort.OfHours(hours) : null;
}
