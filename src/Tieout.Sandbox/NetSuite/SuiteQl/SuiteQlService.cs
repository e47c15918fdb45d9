using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Http;

namespace Tieout.Sandbox.NetSuite.SuiteQl;

/// <summary>Answers queries: the tables that one names are laid out in SQLite, which carries it out.</summary>
[SuppressMessage(
    "Security",
    "CA2100:Review SQL queries for security vulnerabilities",
    Justification = "A query is carried out in a database of its own that holds what was asked for."
)]
internal static partial class SuiteQlService
{
    public const string Path = "/services/rest/query/v1/suiteql";

    public static NsAnswer Answer(NsRequest request, NsBook book)
    {
        if (request.Method is not "POST")
        {
            throw Refusals.Method(request.Method, request.Path);
        }

        if (!request.Prefers("transient"))
        {
            throw Refusals.Header(
                "Prefer",
                "The required request header 'Prefer' is missing or its value is invalid. Provide the header 'Prefer: transient'." // [U]
            );
        }

        var paging = Paging.Of(request);
        var query = request.Body["q"]?.ToString() ?? throw Refusals.Content();
        return new NsAnswer(200, paging.Answer(request, Rows(book, Statement.Parse(query))));
    }

    private static List<JsonNode> Rows(NsBook book, Statement statement)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Functions.Teach(connection, book);
        Execute(connection, "PRAGMA case_sensitive_like=ON");
        var tables = new Tables(book);
        foreach (var table in statement.Words.Select(tables.Find).OfType<Table>())
        {
            Lay(connection, table);
        }

        try
        {
            return Read(connection, statement);
        }
        catch (SqliteException e)
        {
            throw Refusal(e, statement);
        }
        catch (FormatException)
        {
            throw Statement.Unsupported();
        }
    }

    private static void Lay(SqliteConnection connection, Table table)
    {
        var columns = string.Join(", ", table.Columns.Select(x => $"\"{x.Name}\" {x.Kind}"));
        Execute(connection, $"CREATE TABLE \"{table.Name}\" ({columns})");
        using var insert = connection.CreateCommand();
        var places = string.Join(", ", table.Columns.Select((_, i) => Parameter(i)));
        insert.CommandText = $"INSERT INTO \"{table.Name}\" VALUES ({places})";
        for (var i = 0; i < table.Columns.Count; i++)
        {
            _ = insert.Parameters.AddWithValue(Parameter(i), DBNull.Value);
        }

        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            _ = insert.ExecuteNonQuery();
        }
    }

    private static string Parameter(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"$p{number}");

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        _ = command.ExecuteNonQuery();
    }

    private static List<JsonNode> Read(SqliteConnection connection, Statement statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        using var reader = command.ExecuteReader();
        var rows = new List<JsonNode>();
        while (rows.Count < Paging.RowsMax && reader.Read())
        {
            var row = new JsonObject { ["links"] = new JsonArray() };
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (!reader.IsDBNull(i))
                {
                    row[reader.GetName(i).ToLowerInvariant()] = Shown(reader, i);
                }
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>All values are texts; what a column of days holds is told as the account writes days.</summary>
    private static string Shown(SqliteDataReader reader, int column)
    {
        var value = reader.GetValue(column);
        return value switch
        {
            string text when reader.GetDataTypeName(column) is Table.Day => Functions.Day(text),
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            IFormattable number => Convert
                .ToDecimal(number, CultureInfo.InvariantCulture)
                .ToString("0.##########", CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    [GeneratedRegex(@"no such table: (?<name>\S+?)'?\.?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoTable();

    [GeneratedRegex(
        @"no such column: (\S+\.)?(?<name>[^\s'.]+)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NoColumn();

    private static NsRefusalException Refusal(SqliteException e, Statement statement)
    {
        if (NoTable().Match(e.Message) is { Success: true } table)
        {
            return Statement.Refused($"Invalid search type: {table.Groups["name"].Value}.");
        }

        if (NoColumn().Match(e.Message) is { Success: true } column)
        {
            var known = string.Join(", ", From().Matches(statement.Text).Select(Named));
            return Statement.Refused(
                $"Search error occurred: Unknown identifier '{column.Groups["name"].Value}'. Available identifiers are: {{{known}}}"
            );
        }

        return Statement.Unsupported();
    }

    [GeneratedRegex(
        @"\b(FROM|JOIN)\s+""?(?<table>\w+)""?(\s+AS)?(\s+(?!WHERE\b|ON\b|JOIN\b|INNER\b|LEFT\b|ORDER\b|GROUP\b|LIMIT\b)(?<alias>\w+))?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex From();

    private static string Named(Match x)
    {
        var alias = x.Groups["alias"];
        var table = x.Groups["table"].Value;
        return $"{(alias.Success ? alias.Value : table)}={table}";
    }
}
