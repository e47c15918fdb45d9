using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.TimeValidation;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What only lines of time at rates have.</summary>
internal sealed class TimeLineColumns(AddColumn add)
{
    /// <summary>A hundredth of a minute.</summary>
    private const decimal MinutesMin = 0.01m;

    private const decimal MinutesMax = 1_440m;

    private const int HourDigitsMax = 6;

    private readonly Column _groupBy = add(
        "group_by",
        ColumnForm.Words,
        "role;rate",
        "What time on one invoice line has in common",
        Words<GroupKey>.All
    );

    private readonly Column _discount = add(
        "discount_percent",
        ColumnForm.Number,
        "5",
        "Off the time of each invoice, as a line of its own"
    );

    private readonly Column _surcharge = add(
        "fee_percent",
        ColumnForm.Number,
        "3",
        "On the time of each invoice, as a line of its own"
    );

    private readonly Column _increment = add(
        "increment_minutes",
        ColumnForm.Number,
        "15",
        "Each entry is charged in steps of as many minutes; as worked when left out"
    );

    private readonly Column _direction = add(
        "increment_rounding",
        ColumnForm.Word,
        "up",
        "To which step; up when left out, nearest goes up at exactly half",
        Words<IncrementDirection>.All
    );

    private readonly Column _minimum = add(
        "minimum_minutes",
        ColumnForm.Number,
        "30",
        "The least that an entry is charged, before its hours are rounded"
    );

    private readonly Column _hourDigits = add(
        "hour_digits",
        ColumnForm.Integer,
        "2",
        "Decimals that the hours of an entry are rounded to before they are priced; exact when left out"
    );

    public ContractLine.TimeAndMaterials Read(
        Row row,
        (ContractLineId Id, LineScope Scope, TaxCode? TaxCode) start,
        SpendingCap? cap
    ) =>
        new(
            start.Id,
            start.Scope,
            start.TaxCode,
            row.ManyWords<GroupKey>(_groupBy),
            cap,
            row.Percent(_discount) ?? 0m,
            row.PercentOnTop(_surcharge) ?? 0m,
            Rounding(row)
        );

    public void Fill(Cells cells, ContractLine.TimeAndMaterials line)
    {
        cells.PutWords(_groupBy, line.GroupBy);
        cells.Put(_discount, (decimal?)line.DiscountPercent);
        cells.Put(_surcharge, (decimal?)line.FeePercent);
        if (line.Rounding is { } rounding)
        {
            cells.Put(_increment, rounding.Increment.Step == 0m ? null : rounding.Increment.Step);
            cells.PutOptionalWord<IncrementDirection>(
                _direction,
                rounding.Increment.Step == 0m ? null : rounding.Increment.Direction
            );
            cells.Put(_minimum, rounding.Minimum.IsZero ? null : rounding.Minimum.Minutes);
            cells.Put(_hourDigits, (decimal?)rounding.HourDigits);
        }
    }

    private TimeRounding? Rounding(Row row)
    {
        row.RequireBeside(_increment, _direction);
        var step = Minutes(row, _increment);
        var minimum = Minutes(row, _minimum);
        int? digits = row.Has(_hourDigits) ? row.Integer(_hourDigits, 0, 0, HourDigitsMax) : null;
        return (step, minimum, digits) is (null, null, null)
            ? null
            : new TimeRounding(
                new TimeIncrement(step ?? 0m, row.Word(_direction, IncrementDirection.Up)),
                Effort.OfMinutes(minimum ?? 0m),
                digits
            );
    }

    private static decimal? Minutes(Row row, Column column) =>
        row.OptionalNumberBetween(column, MinutesMin, MinutesMax);
}
