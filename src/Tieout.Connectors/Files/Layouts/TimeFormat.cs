using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Time that people worked.</summary>
internal sealed class TimeFormat : RowFormat<TimeEntry>
{
    private readonly Column _id;
    private readonly Column _project;
    private readonly Column _resource;
    private readonly Column _date;
    private readonly Column _hours;
    private readonly Column _minutes;
    private readonly Column _seconds;
    private readonly Column _status;
    private readonly Column _billable;
    private readonly Column _task;
    private readonly Column _role;
    private readonly Column _grade;
    private readonly Column _location;
    private readonly Column _unit;
    private readonly Column _workType;
    private readonly Column _assignment;
    private readonly Column _multiplier;
    private readonly EntryRateColumns _rate;
    private readonly Column _note;
    private readonly Column _deleted;
    private readonly Column _inFinancials;
    private readonly ForeignBillingColumns _foreign;
    private readonly Column _confirmed;
    private readonly VersionColumns _version;

    public TimeFormat()
        : base("time", false)
    {
        _id = Required(
            "id",
            ColumnForm.Code,
            "4711",
            "The system's own id; `time/<system>/` is put in front unless it stands there"
        );
        _version = Versioned(true);
        _project = Required("project", ColumnForm.Code, "P-1", "Where it was booked");
        _resource = Required("resource", ColumnForm.Code, "R-7", "Who worked");
        _date = Required(
            "work_date",
            ColumnForm.Date,
            "2026-10-14",
            "Calendar day at the place of work"
        );
        _hours = Optional(
            "hours",
            ColumnForm.Number,
            "7.5",
            "More than 0, at most 24; or use minutes, or seconds"
        );
        _minutes = Optional("minutes", ColumnForm.Number, "", "More than 0, at most 1440");
        _seconds = Optional("seconds", ColumnForm.Number, "", "More than 0, at most 86400");
        _status = Required(
            "status",
            ColumnForm.Word,
            "approved",
            "Where it stands in approval",
            Words<ApprovalStatus>.All
        );
        _billable = Optional("billable", ColumnForm.Flag, "true", "True when left out");
        _task = Optional("task", ColumnForm.Code, "build", "Task of the project");
        _role = Optional("role", ColumnForm.Text, "Consultant", "Role worked in");
        _grade = Optional("grade", ColumnForm.Text, "Senior", "For the rate");
        _location = Optional("location", ColumnForm.Text, "onsite", "For the rate");
        _unit = Optional("resourcing_unit", ColumnForm.Text, "", "For the rate");
        _workType = Optional("work_type", ColumnForm.Text, "", "For the rate");
        _assignment = Optional("assignment", ColumnForm.Code, "A-12", "Code of the assignment");
        _multiplier = Optional(
            "multiplier",
            ColumnForm.Number,
            "1",
            "On the rate: 1.5 for overtime; 1 when left out"
        );
        _rate = new EntryRateColumns(Optional);
        _note = Optional("note", ColumnForm.Text, "Design review", "For the customer");
        _deleted = Optional("deleted", ColumnForm.Flag, "false", "No longer in the system");
        _inFinancials = Optional(
            "in_financials",
            ColumnForm.Flag,
            "true",
            "False while the system keeps it out of the financials; true when left out"
        );
        _foreign = new ForeignBillingColumns(Optional);
        _confirmed = Optional("confirmed_duplicate", ColumnForm.Flag, "", "Is no duplicate");
        RequireOneOf(_hours, _minutes, _seconds);
    }

    protected override TimeEntry Read(Row row) =>
        _foreign.ReadInto(
            row,
            new TimeEntry(
                row.Work(_id, "time"),
                row.Version(_version),
                row.Code<ProjectCode>(_project),
                row.Code<ResourceCode>(_resource),
                row.Date(_date),
                EffortOf(row),
                row.Word<ApprovalStatus>(_status),
                row.Flag(_billable, true),
                row.OptionalCode<TaskCode>(_task),
                row.Name(_role),
                row.Name(_grade),
                row.Name(_location),
                row.Name(_unit),
                row.Name(_workType),
                row.Name(_assignment),
                row.OptionalNumberBetween(_multiplier, 0m, 100m) ?? 1m,
                row.Text(_note),
                row.Flag(_deleted, false),
                row.Flag(_inFinancials, true),
                row.Flag(_confirmed, false),
                _rate.Read(row)
            )
        );

    protected override void Fill(Cells cells, TimeEntry fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_project, fact.Project);
        cells.Put(_resource, fact.Resource);
        cells.Put(_date, (LocalDate?)fact.WorkDate);
        PutEffort(cells, fact.Effort);
        cells.PutWord(_status, fact.Status);
        cells.Put(_billable, fact.IsBillable);
        cells.Put(_task, fact.Task);
        cells.Put(_role, fact.Role);
        cells.Put(_grade, fact.Grade);
        cells.Put(_location, fact.Location);
        cells.Put(_unit, fact.ResourcingUnit);
        cells.Put(_workType, fact.WorkType);
        cells.Put(_assignment, fact.Assignment);
        cells.Put(_multiplier, (decimal?)fact.Multiplier);
        _rate.Fill(cells, fact.Rate);
        cells.Put(_note, fact.Note);
        cells.Put(_deleted, fact.IsDeleted);
        cells.Put(_inFinancials, fact.IsInFinancials);
        cells.Put(_confirmed, fact.IsConfirmedDuplicate);
        _foreign.Fill(cells, fact);
    }

    private Effort EffortOf(Row row)
    {
        (Column Column, decimal SecondsEach, decimal Most)[] units =
        [
            (_hours, 3600m, 24m),
            (_minutes, 60m, 1440m),
            (_seconds, 1m, 86_400m),
        ];
        var filled = _hours;
        var effort = Effort.Zero;
        var count = 0;
        foreach (var (column, secondsEach, most) in units)
        {
            if (row.OptionalNumber(column) is not { } number)
            {
                continue;
            }

            filled = column;
            count++;
            effort = new Effort(number * secondsEach);
            if (number < 0m || number > most)
            {
                row.Fail(
                    column,
                    "files.bad-hours",
                    $"is not a day's work: more than 0, at most {most}"
                );
            }
        }

        if (count > 1)
        {
            row.Fail(
                filled,
                "files.bad-hours",
                "is a second effort; fill hours, minutes or seconds"
            );
        }

        if (effort.IsZero && !row.Flag(_deleted, false))
        {
            row.Fail(
                filled,
                "files.bad-hours",
                "is no effort; fill hours, minutes or seconds, above 0"
            );
        }

        return effort;
    }

    private void PutEffort(Cells cells, Effort effort)
    {
        if (Effort.OfHours(effort.Hours.RoundTo(4)) == effort)
        {
            cells.Put(_hours, (decimal?)effort.Hours.RoundTo(4));
        }
        else if (Effort.OfMinutes(effort.Minutes.RoundTo(4)) == effort)
        {
            cells.Put(_minutes, (decimal?)effort.Minutes.RoundTo(4));
        }
        else
        {
            cells.Put(_seconds, (decimal?)effort.Seconds);
        }
    }
}
