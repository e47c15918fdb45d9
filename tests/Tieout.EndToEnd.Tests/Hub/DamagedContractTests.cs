using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A contract whose history this program cannot follow, beside two that it can.</summary>
public sealed class DamagedContractTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contract_whose_history_cannot_be_followed_holds_up_no_other()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.Today = new LocalDate(2026, 10, 31);
        await bench.RunOnceAsync();
        await DamageAsync(bench, "K-1");
        bench.Today = new LocalDate(2026, 11, 2);
        // One hour for each; and new reference data has all open work assessed again.
        bench.Drop([SmallFirm.Time(901, "P-1", 1m), SmallFirm.Time(902, "P-2", 1m)]);

        var report = await bench.RunOnceAsync();

        Assert.Equal([], report.SourceFaults);
        Assert.Equal((2, 2), (report.Delivered, report.Failed));
        Assert.False(report.IsComplete);
        Assert.Equal(
            ["K-1 billing through 2026-10-31", "K-1 time/chronos/901"],
            await bench.AskAsync("SELECT engagement, subject FROM set_aside ORDER BY subject")
        );
    }

    [Fact]
    public async Task What_waits_and_cannot_be_followed_holds_up_no_run()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.Today = new LocalDate(2026, 10, 31);
        await bench.RunOnceAsync();
        var neverKept = new SetAsideEvent.CommandRefusedAgain(7, "PROGRAM_DEFECT", "again");
        await AppendAsync(
            bench,
            new StreamId(Streams.SetAsideCategory, "K-1"),
            EventCodec.Encode<SetAsideEvent>(Streams.SetAsideEventType, neverKept, null)
        );
        bench.Today = new LocalDate(2026, 11, 2);

        var report = await bench.RunOnceAsync();

        Assert.Equal(3, report.Delivered);
        Assert.Contains(
            bench.Warnings,
            x => x.StartsWith("error: A defect while what waits", StringComparison.Ordinal)
        );
    }

    /// <summary>A document is approved that was never drafted.</summary>
    private static Task DamageAsync(HubBench bench, string engagement) =>
        AppendAsync(
            bench,
            Streams.Engagement(EngagementId.Parse(engagement)),
            EventCodec.Encode(
                new EngagementEvent.InvoiceApproved(
                    InvoiceReference.Parse($"TO-{engagement}-900"),
                    "nobody"
                )
            )
        );

    private static async Task AppendAsync(HubBench bench, StreamId stream, NewEvent happened)
    {
        var clock = SystemClock.Instance;
        await using var log = SqliteEventLog.Open(
            new SqliteLogOptions { Path = Path.Combine(bench.Folder, ".tieout", "hub.db") },
            clock
        );
        var version = 0L;
        await foreach (var stored in log.ReadStreamAsync(stream, 0, Cancellation))
        {
            version = stored.Version;
        }

        _ = await log.AppendAsync(stream, version, [happened], Cancellation);
    }
}
