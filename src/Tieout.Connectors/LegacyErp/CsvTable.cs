using System.Text;
using CsvHelper;

namespace Tieout.Connectors.LegacyErp;

/// <summary>Rows of CSV, the first of which may name the columns.</summary>
internal static class CsvTable
{
    /// <summary>One text of all rows, each ended by a line feed.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (
            var csv = CsvWriter.Create(
                text,
                CsvWriterOptions.Default with
                {
                    NewLine = "\n",
                    // The trailer has fields of its own.
                    ValidateFieldCount = false,
                },
                leaveOpen: true
            )
        )
        {
            foreach (var row in rows)
            {
                foreach (var field in row)
                {
                    csv.WriteField(field);
                }

                csv.EndRecord();
            }
        }

        return text.ToString();
    }

    /// <summary>All rows, field by field.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        var options = CsvReaderOptions.Default with { HasHeader = false };
        using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(text).AsMemory(), options);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            var row = new string[csv.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = csv.GetString(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Rows below their header, by the name of the column; an absent field is empty.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> ReadNamed(string text)
    {
        var rows = Read(text);
        return [.. rows.Skip(1).Select(row => Named(rows[0], row))];
    }

    /// <summary>A field of a named row; empty when there is no such column.</summary>
    public static string Of(IReadOnlyDictionary<string, string> row, string column) =>
        row.GetValueOrDefault(column, string.Empty);

    private static Dictionary<string, string> Named(string[] header, string[] row)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            named[header[i]] = i < row.Length ? row[i] : string.Empty;
        }

        return named;
    }
}
