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

    /// <summary>Reads the line.</summary>
    /// <param name="start">With what all lines have.</param>
    public ContractLine.FixedFee Read(
        Row row,
        (ContractLineId Id, LineScope Scope, TaxCode? TaxCode) start,
        ValueList<ScheduleRow> schedule
    ) =>
        new(
            start.Id,
            start.Scope,
            schedule,
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
}
