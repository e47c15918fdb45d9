using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Periods;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>A monthly fee and the hours that it includes.</summary>
internal sealed class RetainerColumns(AddColumn add)
{
    private const decimal HoursMax = 100_000m;
    private const int HourDigits = 10;

    private readonly Column _fee = add(
        "fee",
        ColumnForm.Number,
        "2000.00",
        "For each month; needed"
    );

    private readonly Column _from = add(
        "from",
        ColumnForm.Date,
        "",
        "First day, included; the contract's when left out"
    );

    private readonly Column _to = add(
        "to",
        ColumnForm.Date,
        "",
        "Last day, included; the contract's when left out"
    );

    private readonly Column _proration = add(
        "proration",
        ColumnForm.Word,
        "actual-days",
        "How a part of a month is counted; actual-days when left out",
        Words<ProrationMethod>.All
    );

    private readonly Column _included = add(
        "included_hours",
        ColumnForm.Number,
        "16",
        "Hours of a whole month that the fee pays for; hours are not counted when left out"
    );

    private readonly Column _rollover = add(
        "rollover",
        ColumnForm.Flag,
        "true",
        "Hours that were not used are carried on; false when left out"
    );

    private readonly Column _rolloverMax = add(
        "rollover_hours_max",
        ColumnForm.Number,
        "8",
        "Most that may be carried in all; no limit when left out"
    );

    private readonly Column _rolloverPeriods = add(
        "rollover_months",
        ColumnForm.Integer,
        "3",
        "Months after its own in which an hour can still be used; for ever when left out"
    );

    private readonly Column _order = add(
        "consumption",
        ColumnForm.Word,
        "rollover-first",
        "Which hours are used first; rollover-first when left out",
        Words<ConsumptionOrder>.All
    );

    private readonly OverageColumns _overage = new(add);

    /// <summary>Reads the line.</summary>
    /// <param name="start">With what all lines have, and no fee.</param>
    public ContractLine.Retainer Read(
        Row row,
        CurrencyCode currency,
        LineRows rows,
        (ContractLineId Id, LineScope Scope, TaxCode? TaxCode) start
    )
    {
        row.RequireBeside(_included, _rollover, _rolloverMax, _rolloverPeriods, _order);
        row.RequireBeside(_rollover, _rolloverMax, _rolloverPeriods);
        var overage = _overage.Read(row, rows.Tiers);
        if (overage is not null && !row.Has(_included))
        {
            row.Fail(
                _included,
                "files.missing-value",
                "is empty, but overage is filled; hours beyond need hours to go beyond"
            );
        }

        return new ContractLine.Retainer(
            start.Id,
            start.Scope,
            row.Amount(_fee, currency),
            start.TaxCode,
            row.OptionalDate(_from),
            row.LastDate(_to, _from),
            row.Word(_proration, ProrationMethod.ActualDays),
            Hours(row, _included),
            row.Flag(_rollover, otherwise: false)
                ? new Rollover(IsEnabled: true, Hours(row, _rolloverMax), Periods(row))
                : null,
            row.Word(_order, ConsumptionOrder.RolloverFirst),
            overage
        );
    }

    public void Fill(Cells cells, ContractLine.Retainer line)
    {
        cells.Put(_fee, (decimal?)line.Fee.Amount);
        cells.Put(_from, line.Start);
        cells.Put(_to, line.End);
        cells.PutWord(_proration, line.Proration);
        PutHours(cells, _included, line.Included);
        if (line.Rollover is { IsEnabled: true } rollover)
        {
            cells.Put(_rollover, true);
            PutHours(cells, _rolloverMax, rollover.Max);
            cells.Put(_rolloverPeriods, (decimal?)rollover.ExpirePeriods);
        }

        if (line.Included is not null)
        {
            cells.PutWord(_order, line.Order);
            _overage.Fill(cells, line.Overage);
        }
    }

    private static Effort? Hours(Row row, Column column) =>
        row.OptionalNumberBetween(column, 0m, HoursMax) is { } hours ? Effort.OfHours(hours) : null;

    private static void PutHours(Cells cells, Column column, Effort? effort) =>
        cells.Put(column, effort is { } hours ? hours.Hours.RoundTo(HourDigits) : null);

    private int? Periods(Row row) =>
        row.Has(_rolloverPeriods) ? row.Integer(_rolloverPeriods, 0, 0, 1_200) : null;
}
