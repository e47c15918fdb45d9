using Tieout.Connect;
using Tieout.Runtime.Lanes;
using Tieout.Sandbox.Faults;

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

    [Fact]
    public async Task A_frozen_entity_keeps_its_new_documents_and_the_others_go_on()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await SetAsync(bench, freezes: "UK");

        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal((1, 2, 0), (report.Delivered, report.Open, report.Refused));
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await bench.DocumentsAsync());
        Assert.Equal(Waiting[..2], await bench.OwnedAsync("FROZEN_FOR_CUTOVER"));
        Assert.Equal([], await bench.OwnedAsync("DELIVERY_PENDING"));
        Assert.Equal([], await bench.DifferencesAsync());

        bench.Today = new LocalDate(2026, 12, 1);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("FROZEN_FOR_CUTOVER"));
        Assert.Subset(
            (await bench.DocumentsAsync()).ToHashSet(StringComparer.Ordinal),
            SmallFirm.OctoberDocuments.ToHashSet(StringComparer.Ordinal)
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_follows_up_a_posted_document_goes_where_that_is_in_a_freeze_as_well()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        bench.Today = new LocalDate(2026, 12, 2);
        await SetAsync(bench, freezes: "UK");

        await bench.RunOnceAsync();

        // The credit of 1 h x 120.00 goes; the 3 h x 120.00 that are billed anew wait.
        Assert.Contains("TO-K-1-002 paid 120.00 + 24.00", await bench.DocumentsAsync());
        Assert.Contains(
            "integration document/TO-K-1-003 432.00 GBP",
            await bench.OwnedAsync("FROZEN_FOR_CUTOVER")
        );
    }

    [Fact]
    public async Task When_the_freeze_is_over_and_the_ledger_is_down_it_is_that_which_they_wait_for()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await SetAsync(bench, freezes: "UK");
        await bench.RunOnceAsync();

        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("FROZEN_FOR_CUTOVER"));
        Assert.Equal(Waiting[..2], await bench.OwnedAsync("DELIVERY_PENDING"));
    }

    [Fact]
    public async Task A_document_whose_answer_was_lost_before_the_freeze_is_looked_for_in_it()
    {
        await using var bench = await HubBench.StartWithOctoberAsync(parallelKeys: 1);
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();
        bench.WriteConfiguration();
        // One is posted and its answer lost; the others are sent away.
        bench.Ledger.Faults = new FaultProgramme(
            Posting(from: 1, times: 1, new FaultAction.CommitThenDrop()),
            Posting(from: 2, times: 1_000, new FaultAction.Status(503))
        );
        await using (var hub = await bench.StartHubAsync())
        {
            var pass = await hub.Grains.GetGrain<ILaneGrain>("ledger").PassAsync(true);
            Assert.Equal((0, 1), (pass.Delivered, pass.Unknown));
        }

        bench.Ledger.Faults = new FaultProgramme();
        await SetAsync(bench, freezes: ["UK", "DE"]);
        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal((1, 2), (report.Delivered, report.Open));
        Assert.Equal(2, (await bench.OwnedAsync("FROZEN_FOR_CUTOVER")).Count);
        Assert.Equal([], await bench.OwnedAsync("ERP_OUTCOME_UNKNOWN"));
        Assert.Single(
            await bench.DocumentsAsync(),
            x => x.Contains("posted", StringComparison.Ordinal)
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    private static FaultRule Posting(int from, int times, FaultAction what) =>
        new(new FaultMatch("POST", "/invoices/*/post"), from, times, what);

    /// <summary>Adds to the configuration as the bench wrote it.</summary>
    /// <param name="bench">Whose.</param>
    /// <param name="window">Of its ledger.</param>
    /// <param name="freezes">Entities that are frozen in the month of today.</param>
    private static async Task SetAsync(
        HubBench bench,
        string? window = null,
        params IReadOnlyList<string> freezes
    )
    {
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        if (window is not null)
        {
            text = text.Replace(
                "kind: ledgerworks",
                $"kind: ledgerworks\n    postingWindow: {window}",
                StringComparison.Ordinal
            );
        }

        if (freezes.Count > 0)
        {
            var month = bench.Today.ToYearMonth().ToDateInterval();
            text += string.Concat(
                freezes
                    .Select(x =>
                        $"\n  - {{ entity: {x}, from: {Iso(month.Start)}, to: {Iso(month.End)} }}"
                    )
                    .Prepend("\nfreeze:")
            );
        }

        await File.WriteAllTextAsync(bench.ConfigFile, text, Cancellation);
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
