using System.Globalization;
using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What a fixed fee has beside its schedule.</summary>
internal sealed class FixedFeeColumns(AddColumn add)
{
    private const decimal HoursLeast = 0.01m;
    private const decimal HoursMax = 10_000_000m;
    private const int HourDigits = 10;
    private const decimal AllOfIt = 100m;

    private readonly Column _planned = add(
        "planned_hours",
        ColumnForm.Number,
        "400",
        "Expected until the fee is earned; revenue of the line is not measured when left out"
    );

    private readonly Column _prospective = add(
        "prospective",
        ColumnForm.Flag,
        "true",
        "Of an amendment's line: what is left to do is distinct from what was done, so the rest of the fee is earned over the rest of the hours; when left out, progress is measured again on the new fee"
    );

    private readonly Column _total = add(
        "total",
        ColumnForm.Number,
        "25000.00",
        "Of all instalments, in the contract's currency; needed where they are percentages of it, else it must be their sum"
    );

    /// <summary>Reads the line.</summary>
    /// <param name="start">With what all lines have.</param>
    public ContractLine.FixedFee Read(
        Row row,
        CurrencyCode currency,
        (ContractLineId Id, LineScope Scope, TaxCode? TaxCode) start,
        IReadOnlyList<Instalment> schedule
    ) =>
        new(
            start.Id,
            start.Scope,
            Agreed(row, row.OptionalAmount(_total, currency), schedule),
            start.TaxCode,
            row.OptionalNumberBetween(_planned, HoursLeast, HoursMax) is { } hours
                ? Effort.OfHours(hours)
                : null,
            row.Flag(_prospective, false)
        );

    public void Fill(Cells cells, ContractLine.FixedFee line)
    {
        cells.Put(_planned, line.PlannedEffort?.Hours.RoundTo(HourDigits));
        cells.Put(_prospective, line.IsProspective);
    }

    private ValueList<ScheduleRow> Agreed(
        Row line,
        Money? total,
        IReadOnlyList<Instalment> schedule
    )
    {
        if (schedule.Any(x => x.Row.Problem is not null))
        {
            return [];
        }

        if (schedule.All(x => x.Percent is null))
        {
            Require(line, total, [.. schedule.Select(x => x.Amount!.Value)]);
            return [.. schedule.Select(x => x.Agreed(x.Amount!.Value))];
        }

        if (schedule.FirstOrDefault(x => x.Percent is null) is { } other)
        {
            other.Row.Fail(
                new Problem(
                    "files.bad-percent",
                    null,
                    "amount: tells one where other rows of the line tell a percent; tell one or the other in all of them"
                )
            );
            return [];
        }

        if (total is not { } whole)
        {
            line.Fail(
                _total,
                "files.missing-value",
                "is empty, but instalments tell percents of it"
            );
            return [];
        }

        var percent = schedule.Sum(x => x.Percent!.Value);
        if (percent != AllOfIt)
        {
            line.Fail(
                _total,
                "files.bad-percent",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has instalments of {percent:0.####} percent together; 100 are needed"
                )
            );
            return [];
        }

        return ScheduleRow.Shares(
            whole,
            [.. schedule.Select(x => (x.Id, x.Date, x.Percent!.Value))]
        );
    }

    /// <summary>A total that is told is what the instalments are together.</summary>
    private void Require(Row line, Money? total, IReadOnlyList<Money> amounts)
    {
        if (
            total is { } told
            && (
                amounts.Any(x => x.Currency != told.Currency)
                || Money.Sum(told.Currency, amounts) != told
            )
        )
        {
            line.Fail(
                _total,
                "files.bad-total",
                $"is not what the instalments are together: {string.Join(" + ", amounts)}"
            );
        }
    }
}
