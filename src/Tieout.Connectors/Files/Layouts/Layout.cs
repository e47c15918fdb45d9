using Tieout.Domain.Deciding;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The columns of one kind of file.</summary>
internal abstract class Layout(string name)
{
    private readonly List<Column> _columns = [];
    private readonly List<IReadOnlyList<Column>> _alternatives = [];
    private Dictionary<string, Column>? _byName;

    /// <summary>The first part of the file's name.</summary>
    public string Name => name;

    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Sets of columns of which the header must hold at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Column>> Alternatives => _alternatives;

    /// <summary>The columns that say which fact a row tells of.</summary>
    public virtual IReadOnlyList<Column> Identifying => [_columns[0]];

    public Column? Find(string column) =>
        (
            _byName ??= _columns.ToDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase)
        ).GetValueOrDefault(column.Trim());

    protected Column Required(
        string column,
        ColumnForm form,
        string example,
        string meaning,
        IReadOnlyList<string>? words = null
    ) => Add(new Column(_columns.Count, column, true, form, example, meaning, words ?? []));

    protected Column Optional(
        string column,
        ColumnForm form,
        string example,
        string meaning,
        IReadOnlyList<string>? words = null
    ) => Add(new Column(_columns.Count, column, false, form, example, meaning, words ?? []));

    protected void RequireOneOf(params IReadOnlyList<Column> columns) => _alternatives.Add(columns);

    protected VersionColumns Versioned(bool isRequired)
    {
        var blank = isRequired ? string.Empty : "; the file's own time when both are left out";
        var columns = new VersionColumns(
            Optional("version", ColumnForm.Integer, "3", "Grows with each change" + blank),
            Optional(
                "updated_at",
                ColumnForm.Instant,
                string.Empty,
                "Instant of the last change in UTC, instead of `version`"
            ),
            isRequired
        );
        if (isRequired)
        {
            RequireOneOf(columns.Version, columns.UpdatedAt);
        }

        return columns;
    }

    private Column Add(Column column)
    {
        Invariant.Require(
            _columns.TrueForAll(x => !string.Equals(x.Name, column.Name, StringComparison.Ordinal)),
            $"column {column.Name} stands once in {name}"
        );
        _columns.Add(column);
        return column;
    }
}
