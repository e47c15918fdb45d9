using Npgsql;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>The PostgreSQL server of the tests, if there is one.</summary>
public static class TestPostgres
{
    /// <summary>Skips the test when there is none.</summary>
    public static string RequireServer()
    {
        var server = Environment.GetEnvironmentVariable("TIEOUT_TEST_POSTGRES");
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            "Set TIEOUT_TEST_POSTGRES to a connection string to run this on PostgreSQL, such as "
                + "Host=127.0.0.1;Port=28432;Username=tester;Database=postgres"
        );
        return server!;
    }

    public static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(RequireServer());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
