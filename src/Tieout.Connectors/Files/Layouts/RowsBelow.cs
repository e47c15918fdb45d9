using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The rows below the lines of one contract, by line.</summary>
internal sealed class RowsBelow
{
    private readonly Dictionary<(LineRowsLayout Layout, string Line), List<Row>> _rows;

    public RowsBelow(IReadOnlyList<Row> rows)
    {
        foreach (var line in rows.Where(row => row.Layout is ContractLineLayout))
        {
            // What is nested in a line says by its place which one it belongs to.
            var id = line.Value(((ContractLineLayout)line.Layout).Line);
            foreach (var nested in line.Nested.Where(x => x.Layout is LineRowsLayout))
            {
                var column = ((LineRowsLayout)nested.Layout).Line;
                nested.Set(column, nested.Value(column) ?? id);
            }
        }

        _rows = rows.Where(row => row.Layout is LineRowsLayout)
            .GroupBy(row =>
            {
                var layout = (LineRowsLayout)row.Layout;
                return (layout, row.Value(layout.Line) ?? string.Empty);
            })
            .ToDictionary(x => x.Key, x => x.ToList());
    }

    /// <summary>The rows of a line, in their order; each is taken once.</summary>
    public IReadOnlyList<Row> Take(LineRowsLayout layout, string line) =>
        _rows.Remove((layout, line), out var rows) ? rows : [];

    /// <summary>What nobody has taken belongs to no line.</summary>
    public void RejectRest()
    {
        foreach (var ((layout, _), rows) in _rows)
        {
            rows[0].Fail(layout.Line, "files.no-such-line", "is no line of its contract");
        }
    }
}
