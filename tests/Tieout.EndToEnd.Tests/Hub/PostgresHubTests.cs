using Npgsql;
using Tieout.Runtime.Storage;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>The same hub on a PostgreSQL store.</summary>
public sealed class PostgresHubTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_on_PostgreSQL_ties_out_and_the_store_serves_one_hub()
    {
        var server = Environment.GetEnvironmentVariable("TIEOUT_TEST_POSTGRES");
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            "Set TIEOUT_TEST_POSTGRES to a connection string to run this on PostgreSQL."
        );
        await using var bench = await HubBench.StartWithOctoberAsync();
        var schema =
            "e2e_"
            + new string([
                .. bench.Folder.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).TakeLast(6),
            ]);
        bench.WriteConfiguration(postgresSchema: schema);
        try
        {
            var first = await bench.RunOnceAsync();

            Assert.Equal(3, first.Delivered);
            Assert.Equal([], await bench.DifferencesAsync());
            await using (await bench.StartHubAsync())
            {
                await Assert.ThrowsAsync<StoreInUseException>(bench.StartHubAsync);
                await using var reading = await bench.ReadAsync();
                Assert.True(reading.IsHubRunning);
                Assert.Equal([], await bench.DifferencesAsync());
            }

            Assert.Equal(first.Head, (await bench.RunOnceAsync()).Head);
            Assert.Equal(3, (await bench.DocumentsAsync()).Count);
        }
        finally
        {
            await DropAsync(server!, schema);
        }
    }

    private static async Task DropAsync(string server, string schema)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(
            $"DROP SCHEMA IF EXISTS {schema} CASCADE; DROP SCHEMA IF EXISTS {schema}_read CASCADE"
        );
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
