using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Tests.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>How SQLite means to find the rows that an event changes.</summary>
public sealed class RowPlanTests
{
    /// <summary>Has a row for each billing run, and is changed once a run.</summary>
    private const string SmallTable = "billing_run";

    [Fact]
    public async Task No_event_makes_the_tables_be_read_from_end_to_end()
    {
        using var folder = new TestFolder();
        var path = folder.File("read.db");
        await using (var store = new SqliteReadStore(path, ReadTables.All))
        {
            await (await store.ClaimAsync("test", CancellationToken.None)).DisposeAsync();
        }

        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        var statements = Statements().ToList();
        Assert.True(statements.Count > 40, "The statements were not found.");
        Assert.All(statements, statement => Assert.Empty(ReadWhole(Plan(connection, statement))));
    }

    /// <summary>Tables by the name that the statement gives them, without rows that it made.</summary>
    private static IEnumerable<string> ReadWhole(IReadOnlyList<string> plan) =>
        plan.Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal))
            .Select(step => step.Split(' ')[1])
            .Where(name => name is not (SmallTable or "CONSTANT"))
            .Where(name => !plan.Contains($"CO-ROUTINE {name}", StringComparer.Ordinal));

    private static IEnumerable<RowStatement> Statements() =>
        typeof(ReadTables)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(RowStatement))
            .Select(field => (RowStatement)field.GetValue(null)!);

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The statements are the hub's own."
    )]
    private static List<string> Plan(SqliteConnection connection, RowStatement statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement.Sql}";
        foreach (var name in statement.Names)
        {
            command.Parameters.AddWithValue(name, 1);
        }

        var steps = new List<string>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            steps.Add(row.GetString(3));
        }

        return steps;
    }
}
