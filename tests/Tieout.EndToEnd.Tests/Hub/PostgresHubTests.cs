using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Explaining;
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

    [Fact]
    public async Task What_waits_is_listed_from_PostgreSQL_as_well()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await using var schemas = PostgresSchemas.Named(bench.Folder);
        bench.WriteConfiguration(postgresSchema: schemas.Name);
        await bench.WriteAsync(
            "time-bad.csv",
            "id,version,project,resource,work_date,hours,status\n901,1,P-1,R-1,2026-13-05,2,approved\n"
        );
        await bench.RunOnceAsync();
        var inbox = Path.Combine(bench.Folder, "inbox");
        Directory.Move(inbox, inbox + "-unmounted");
        await bench.RunOnceAsync();

        await using var reading = await bench.ReadAsync();

        Assert.Equal(["chronos"], reading.Unread.Select(x => x.System));
        Assert.Equal(["integration source/chronos"], await bench.OwnedAsync("SOURCE_UNREADABLE"));
        Assert.StartsWith(
            "integration rejected/",
            Assert.Single(await bench.OwnedAsync("files.bad-date")),
            StringComparison.Ordinal
        );
        var explainer = new Explainer(reading.Log, reading.Tables);
        var found = await explainer.FindAsync(
            "time/chronos/901",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Effort.OfHours(2m), Assert.Single(found!.Rejections).Effort);
    }
}
