using Tieout.Connect;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Documents that are not delivered yet because of the day, and are once it has come.</summary>
public sealed class PostingTimesInTheHubTests
{
    private static readonly string[] Waiting =
    [
        "integration document/TO-K-1-001 21600.00 GBP",
        "integration document/TO-K-2-001 6000.00 GBP",
        "integration document/TO-K-3-001 9520.00 EUR",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_posting_window_opens_all_documents_wait_and_the_run_ends_well()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await SetAsync(bench, window: "{ days: 3-31 }");

        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(
            (3, 0, 3, 0),
            (report.Documents, report.Delivered, report.Open, report.Refused)
        );
        Assert.Empty(await bench.DocumentsAsync());
        Assert.Equal(Waiting, await bench.OwnedAsync("POSTING_WINDOW_CLOSED"));
        Assert.Equal([], await bench.OwnedAsync("DELIVERY_PENDING", "DELIVERY_FAILED"));
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Empty(bench.Warnings);
        var (code, shown, _) = await bench.TieoutAsync("exceptions", "show", "document/TO-K-1-001");
        Assert.Equal(0, code);
        Assert.Contains("opens at 2026-11-03T00:00:00Z", shown, StringComparison.Ordinal);

        bench.Today = new LocalDate(2026, 11, 3);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("POSTING_WINDOW_CLOSED"));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_ledger_that_is_down_is_told_of_once_its_window_is_open()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await SetAsync(bench, window: "{ hours: 13:00-14:00 }");
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.OwnedAsync("DELIVERY_FAILED"));

        bench.WriteConfiguration(address: HubBench.Nowhere);
        await SetAsync(bench, window: "{ hours: 12:00-14:00 }");
        var report = await bench.RunOnceAsync();

        Assert.Equal(ConnectorFault.Transient, Assert.Single(report.TargetFaults).Fault);
        Assert.Equal(["integration target/ledger"], await bench.OwnedAsync("DELIVERY_FAILED"));
        Assert.Equal(Waiting, await bench.OwnedAsync("DELIVERY_PENDING"));

        // And the other way round: what is closed is not asked, and does not fail.
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await SetAsync(bench, window: "{ hours: 13:00-14:00 }");
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("DELIVERY_FAILED", "DELIVERY_PENDING"));
        Assert.Equal(Waiting, await bench.OwnedAsync("POSTING_WINDOW_CLOSED"));
    }

    [Fact]
    public async Task A_running_hub_delivers_when_the_window_opens()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await SetAsync(bench, window: "{ hours: 12:01-14:00 }");
        bench.Hour = new LocalTime(12, 0, 57);
        await using var hub = await bench.StartHubAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = hub.RunAsync(() => { }, new NoProgress(), stop.Token);

        await bench.UntilAsync("SELECT COUNT(*) FROM document WHERE status = 'posted'", "3");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([], await bench.OwnedAsync("POSTING_WINDOW_CLOSED"));
    }

    /// <summary>Adds to the configuration as the bench wrote it.</summary>
    /// <param name="bench">Whose.</param>
    /// <param name="window">Of its ledger.</param>
    private static async Task SetAsync(HubBench bench, string window)
    {
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        text = text.Replace(
            "kind: ledgerworks",
            $"kind: ledgerworks\n    postingWindow: {window}",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(bench.ConfigFile, text, Cancellation);
    }
}
