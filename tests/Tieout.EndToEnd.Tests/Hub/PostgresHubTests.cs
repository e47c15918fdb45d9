using Tieout.Runtime.Storage;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>The same hub on a PostgreSQL store.</summary>
public sealed class PostgresHubTests
{
    [Fact]
    public async Task A_month_on_PostgreSQL_ties_out_and_the_store_serves_one_hub()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await using var schemas = PostgresSchemas.Named(bench.Folder);
        bench.WriteConfiguration(postgresSchema: schemas.Name);

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
}
