using NodaTime.Text;
using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Versions of a card, each with rates of its own.</summary>
/// <remarks>A version lasts until the next begins: what it has and the next has not, ends with it.</remarks>
internal sealed class RateVersionLayout : Layout
{
    private readonly Column _from;
    private readonly Column _to;
    private readonly Column _defaultRate;
    private readonly RateLineLayout _lines;

    public RateVersionLayout(string name, RateLineLayout lines)
        : base(name)
    {
        _lines = lines;
        _from = Optional(
            "from",
            ColumnForm.Date,
            "2026-01-01",
            "First service date; the card's when left out"
        );
        _to = Optional(
            "to",
            ColumnForm.Date,
            "",
            "Last service date; the day before the next version when left out"
        );
        _defaultRate = Optional(
            "default_rate",
            ColumnForm.Number,
            "",
            "Hourly rate where no line of the version matches"
        );
    }

    /// <summary>Adds the rates of all versions of one card.</summary>
    public void Read(IEnumerable<Row> rows, List<RateLine> lines)
    {
        var versions = rows.Select(row => (Row: row, From: row.OptionalDate(_from)))
            .OrderBy(x => x.From ?? LocalDate.MinIsoValue)
            .ToList();
        for (var i = 0; i < versions.Count; i++)
        {
            var (row, from) = versions[i];
            if (i > 0 && versions[i - 1].From == from)
            {
                row.Fail(_from, "files.duplicate", "is the first day of two versions of the card");
            }

            var next = i + 1 < versions.Count ? versions[i + 1].From : null;
            var last = Earlier(row.LastDate(_to, _from), next?.PlusDays(-1));
            lines.AddRange(Lines(row, from, last));
        }
    }

    private IEnumerable<RateLine> Lines(Row row, LocalDate? from, LocalDate? last)
    {
        var lines = new List<RateLine>();
        var markups = new List<RateMarkup>();
        foreach (var line in row.Nested.Where(x => x.Layout == _lines))
        {
            _lines.Read(line, lines, markups);
        }

        if (markups.Count > 0)
        {
            row.Fail(_from, "files.bad-word", "has a markup below it; markups belong to the card");
        }

        if (row.OptionalNumberBetween(_defaultRate, 0m, FieldForms.NumberMax) is { } rate)
        {
            var day = from is { } start ? LocalDatePattern.Iso.Format(start) : "first";
            lines.Add(new RateLine($"default/{day}", rate, RateMatch.Everything));
        }

        return lines.Select(x => x with { From = Later(x.From, from), To = Earlier(x.To, last) });
    }

    private static LocalDate? Earlier(LocalDate? left, LocalDate? right) =>
        left is { } x && right is { } y ? LocalDate.Min(x, y) : left ?? right;

    private static LocalDate? Later(LocalDate? left, LocalDate? right) =>
        left is { } x && right is { } y ? LocalDate.Max(x, y) : left ?? right;
}
