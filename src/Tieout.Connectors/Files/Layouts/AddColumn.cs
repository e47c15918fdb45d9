namespace Tieout.Connectors.Files.Layouts;

/// <summary>Adds a column to a layout, for columns that several layouts share.</summary>
internal delegate Column AddColumn(
    string column,
    ColumnForm form,
    string example,
    string meaning,
    IReadOnlyList<string>? words = null
);
