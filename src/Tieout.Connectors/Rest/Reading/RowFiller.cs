using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Fills a row of a record, and the rows below it.</summary>
internal sealed class RowFiller(RestResource resource, FieldReader fields)
{
    /// <summary>Fills the columns of a row.</summary>
    /// <returns>What was found, by column.</returns>
    public async Task<Dictionary<string, FieldValue>> FillAsync(
        Row row,
        IReadOnlyList<RestField> columns,
        Place record,
        CancellationToken cancellationToken
    )
    {
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in columns)
        {
            var column = row.Layout.Find(field.Column)!;
            var value = await fields.ReadAsync(field, column, record, cancellationToken);
            values.Add(field.Column, value);
            row.Set(column, value.Text);
            if (value.Code is { } code)
            {
                row.Fail(column, code, value.Fault!);
            }
        }

        return values;
    }

    /// <summary>Adds the rows below a row.</summary>
    public Task NestAsync(Row row, Place record, CancellationToken cancellationToken) =>
        NestAsync(row, resource.Rows, record, cancellationToken);

    /// <summary>The column without which a record is passed over; none when it has all.</summary>
    public static string? Lacking(
        IEnumerable<RestField> columns,
        IReadOnlyDictionary<string, FieldValue> values
    ) =>
        columns
            .FirstOrDefault(x => x.PassesOver && values[x.Column] is { Code: null, Text: null })
            ?.Column;

    /// <summary>What the rows below a record say, where they say more than it does.</summary>
    public async Task<IReadOnlyList<string>> OutsideAsync(
        Row row,
        Place record,
        CancellationToken cancellationToken
    )
    {
        if (!resource.Rows.Any(fields.AreOutside))
        {
            return [];
        }

        await NestAsync(row, record, cancellationToken);
        return [.. Told(row.Nested)];
    }

    private async Task NestAsync(
        Row row,
        IReadOnlyList<RestRows> below,
        Place record,
        CancellationToken cancellationToken
    )
    {
        foreach (var rows in below)
        {
            var layout = ((GroupedFormat)resource.Format).NestedLayout(row.Layout, rows.Name)!;
            foreach (var item in await fields.RowsAsync(rows, record, cancellationToken))
            {
                var nested = new Row(layout, row.File) { ListSeparator = Cells.ListSeparator };
                var values = await FillAsync(nested, rows.Fields, item, cancellationToken);
                if (Lacking(rows.Fields, values) is not null)
                {
                    continue;
                }

                await NestAsync(nested, rows.Below, item, cancellationToken);
                row.Nested.Add(nested);
                if (nested.Problem is { } problem)
                {
                    row.Fail(problem);
                }
            }
        }
    }

    private static IEnumerable<string> Told(IEnumerable<Row> rows) =>
        rows.SelectMany(row =>
            row.Layout.Columns.Select(x => $"\n{row.Text(x)}")
                .Prepend($"\n{row.Layout.Name}")
                .Concat(Told(row.Nested))
        );
}
