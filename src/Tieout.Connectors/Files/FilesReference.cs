using System.Globalization;
using System.Text;
using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files;

/// <summary>Writes the tables of docs/reference/files.md from the columns that are read.</summary>
public static class FilesReference
{
    /// <summary>A heading and a table for each kind of file, in the order of the feeds.</summary>
    public static string Tables()
    {
        var text = new StringBuilder();
        foreach (var layout in FeedFormats.All.SelectMany(x => x.Companions.Prepend(x)))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {layout.Name}\n\n");
            text.Append(
                "| column | required | form | example | meaning |\n|---|---|---|---|---|\n"
            );
            foreach (var column in layout.Columns)
            {
                var example = column.Example.Length == 0 ? string.Empty : $"`{column.Example}`";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{column.Name}` | {Required(layout, column)} | {Form(column)} | {example} "
                        + $"| {column.Meaning} |\n"
                );
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The header and the example row of a kind of file, as CSV fields.</summary>
    /// <param name="name">The first part of the file's name.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<string> Example) ExampleOf(
        string name
    )
    {
        var layout = FeedFormats
            .All.SelectMany(x => x.Companions.Prepend(x))
            .First(x => string.Equals(x.Name, name, StringComparison.Ordinal));
        return (
            [.. layout.Columns.Select(x => x.Name)],
            [.. layout.Columns.Select(x => x.Example)]
        );
    }

    private static string Required(Layout layout, Column column) =>
        column.IsRequired ? "yes"
        : layout.Alternatives.FirstOrDefault(any => any.Contains(column)) is { } any
            ? "one of " + string.Join(", ", any.Select(x => $"`{x.Name}`"))
        : "no";

    private static string Form(Column column) =>
        column.Form switch
        {
            ColumnForm.Code => "code",
            ColumnForm.Codes => "codes, `;` between",
            ColumnForm.Text => "text",
            ColumnForm.Date => "YYYY-MM-DD",
            ColumnForm.Instant => "2026-10-31T17:05:00Z",
            ColumnForm.Number => "number with a point",
            ColumnForm.Integer => "whole number",
            ColumnForm.Flag => "true, false, yes, no",
            ColumnForm.Currency => "ISO 4217",
            ColumnForm.Words => "words, `;` between: " + Words(column),
            _ => column.Words.Count == 0 ? "two capital letters" : Words(column),
        };

    private static string Words(Column column) =>
        string.Join(", ", column.Words.Select(x => $"`{x}`"));
}
