using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The columns of a rate card that belong to one rate or markup.</summary>
internal sealed class RateColumns(AddColumn add)
{
    private readonly Column _kind = add(
        "kind",
        ColumnForm.Word,
        "rate",
        "A rate, a markup, or the card alone; rate when left out",
        Words<RateRowKind>.All
    );

    private readonly Column _line = add(
        "line",
        ColumnForm.Code,
        "1",
        "Unique in the card; needed for a rate"
    );
    private readonly Column _rate = add(
        "rate",
        ColumnForm.Number,
        "150.00",
        "Price of one unit; needed for a rate"
    );
    private readonly Column _unit = add(
        "unit",
        ColumnForm.Word,
        "hour",
        "Hour when left out",
        Words<RateUnit>.All
    );
    private readonly Column _hours = add(
        "hours_per_unit",
        ColumnForm.Number,
        "1",
        "Hours of a day; 1 when left out"
    );
    private readonly Column _percent = add(
        "percent",
        ColumnForm.Number,
        "",
        "On top of the rates; needed for a markup"
    );
    private readonly Column _from = add(
        "from",
        ColumnForm.Date,
        "2026-01-01",
        "First service date; the card's when left out"
    );
    private readonly Column _to = add("to", ColumnForm.Date, "", "Last service date");
    private readonly Column _knownFrom = add(
        "known_from",
        ColumnForm.Date,
        "",
        "Since when it was known; for ever when left out"
    );
    private readonly Column _resource = add(
        "resource",
        ColumnForm.Code,
        "",
        "Work it is for; all when left out"
    );
    private readonly Column _task = add("task", ColumnForm.Code, "", "Work it is for");
    private readonly Column _role = add("role", ColumnForm.Text, "Consultant", "Work it is for");
    private readonly Column _grade = add("grade", ColumnForm.Text, "", "Work it is for");
    private readonly Column _location = add("location", ColumnForm.Text, "", "Work it is for");
    private readonly Column _resourcingUnit = add(
        "resourcing_unit",
        ColumnForm.Text,
        "",
        "Work it is for"
    );
    private readonly Column _workType = add("work_type", ColumnForm.Text, "", "Work it is for");

    public void Read(Row row, List<RateLine> lines, List<RateMarkup> markups)
    {
        switch (row.Word(_kind, RateRowKind.Rate))
        {
            case RateRowKind.Rate:
                lines.Add(
                    new RateLine(
                        row.RequiredName(_line),
                        row.NumberBetween(_rate, 0m, FieldForms.NumberMax),
                        Match(row),
                        row.OptionalDate(_from),
                        row.LastDate(_to, _from),
                        row.OptionalDate(_knownFrom),
                        row.Word(_unit, RateUnit.Hour),
                        row.OptionalNumberBetween(_hours, 0.01m, 24m) ?? 1m
                    )
                );
                break;
            case RateRowKind.Markup:
                markups.Add(
                    new RateMarkup(Match(row), row.Number(_percent), row.OptionalDate(_from))
                );
                break;
            default:
                if (row.Has(_rate) || row.Has(_percent))
                {
                    row.Fail(
                        _kind,
                        "files.bad-word",
                        "has neither rate nor percent; write rate or markup"
                    );
                }

                break;
        }
    }

    public void Fill(Cells cells, RateLine line)
    {
        cells.PutWord(_kind, RateRowKind.Rate);
        cells.Put(_line, line.Id);
        cells.Put(_rate, (decimal?)line.Rate);
        cells.PutWord(_unit, line.Unit);
        cells.Put(_hours, (decimal?)line.HoursPerUnit);
        cells.Put(_from, line.From);
        cells.Put(_to, line.To);
        cells.Put(_knownFrom, line.KnownFrom);
        Fill(cells, line.Match);
    }

    public void Fill(Cells cells, RateMarkup markup)
    {
        cells.PutWord(_kind, RateRowKind.Markup);
        cells.Put(_percent, (decimal?)markup.Percent);
        cells.Put(_from, markup.From);
        Fill(cells, markup.Match);
    }

    public void FillCardOnly(Cells cells) => cells.PutWord(_kind, RateRowKind.Card);

    private RateMatch Match(Row row) =>
        new(
            row.OptionalCode<ResourceCode>(_resource),
            row.OptionalCode<TaskCode>(_task),
            row.Name(_role),
            row.Name(_grade),
            row.Name(_location),
            row.Name(_resourcingUnit),
            row.Name(_workType)
        );

    private void Fill(Cells cells, RateMatch match)
    {
        cells.Put(_resource, match.Resource);
        cells.Put(_task, match.Task);
        cells.Put(_role, match.Role);
        cells.Put(_grade, match.Grade);
        cells.Put(_location, match.Location);
        cells.Put(_resourcingUnit, match.ResourcingUnit);
        cells.Put(_workType, match.WorkType);
    }
}
