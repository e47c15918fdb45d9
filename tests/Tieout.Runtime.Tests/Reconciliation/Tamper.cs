using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>Changes the read tables behind the hub's back.</summary>
internal static class Tamper
{
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "Tests write the texts."
    )]
    public static async Task ExecuteAsync(Firm firm, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={firm.Store.Name}");
        await connection.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        SqliteConnection.ClearAllPools();
    }
}
