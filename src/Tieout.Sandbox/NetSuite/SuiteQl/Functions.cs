using System.Globalization;
using Microsoft.Data.Sqlite;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.SuiteQl;

/// <summary>The functions of SuiteQL that are not SQLite's own.</summary>
internal static class Functions
{
    private const string Kept = "yyyy-MM-dd HH:mm:ss";

    public static void Teach(SqliteConnection connection, NsBook book)
    {
        connection.CreateFunction("NS_NOW", () => (string)Tables.Stamp(book, book.Now));
        connection.CreateFunction("TO_DATE", (string? text, string format) => Read(text, format));
        connection.CreateFunction(
            "TO_TIMESTAMP",
            (string? text, string format) => Read(text, format)
        );
        connection.CreateFunction("TO_CHAR", (string? text) => text);
        connection.CreateFunction("TO_CHAR", (string? text, string format) => Shown(text, format));
        connection.CreateFunction(
            "TRUNC",
            (string? text) => text is { Length: >= 10 } ? text[..10] + " 00:00:00" : text
        );
        connection.CreateFunction(
            "TO_NUMBER",
            (string? text) =>
                text is null
                    ? null
                    : (object)decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
        );
        connection.CreateFunction(
            "BUILTIN_DF",
            (string column, string? id) => NameOf(book, column, id)
        );
    }

    /// <summary>A day or instant as it is told when it is selected as it stands.</summary>
    public static string Day(string kept) =>
        DateTime.TryParseExact(
            kept,
            Kept,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day.ToString("M/d/yyyy", CultureInfo.InvariantCulture)
            : kept;

    private static string? Read(string? text, string format) =>
        text is null
            ? null
            : DateTime
                .ParseExact(text, Pattern(format), CultureInfo.InvariantCulture)
                .ToString(Kept, CultureInfo.InvariantCulture);

    private static string? Shown(string? text, string format) =>
        text is not null
        && DateTime.TryParseExact(
            text,
            Kept,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day.ToString(Pattern(format), CultureInfo.InvariantCulture)
            : text;

    /// <summary>A format of Oracle's in the words of .NET.</summary>
    private static string Pattern(string format) =>
        format
            .ToUpperInvariant()
            .Replace("YYYY", "yyyy", StringComparison.Ordinal)
            .Replace("HH24", "HH", StringComparison.Ordinal)
            .Replace("MI", "mm", StringComparison.Ordinal)
            .Replace("SS", "ss", StringComparison.Ordinal)
            .Replace("DD", "dd", StringComparison.Ordinal)
            .Replace("MON", "MMM", StringComparison.Ordinal)
            .Replace("\"T\"", "'T'", StringComparison.Ordinal);

    /// <summary>What a column shows instead of the id that it holds.</summary>
    private static string? NameOf(NsBook book, string column, string? id)
    {
        if (id is null)
        {
            return null;
        }

        var targets = RecordTypes
            .All.SelectMany(x =>
                x.Fields.All.Concat(x.Fields.All.SelectMany(part => part.Parts?.All ?? []))
            )
            .Where(x =>
                x.Target is not null
                && string.Equals(x.Name, column, StringComparison.OrdinalIgnoreCase)
            )
            .Select(x => x.Target!)
            .Distinct(StringComparer.Ordinal);
        return targets.Select(x => book.FindTarget(x, id)?.Name).FirstOrDefault(x => x is not null)
            ?? id;
    }
}
