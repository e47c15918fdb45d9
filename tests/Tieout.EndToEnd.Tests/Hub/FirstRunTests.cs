using System.Net;
using Tieout.Runtime.Reconciliation;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>From exports in a folder to posted documents in a ledger.</summary>
public sealed class FirstRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approved_work_becomes_posted_documents()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();

        var report = await bench.RunOnceAsync();

        // K-1: 150 h x 120.00 = 18,000.00 + 20 %. K-2: 5,000.00 + 20 %. K-3: 8,000.00 + 19 %.
        Assert.Equal(
            [
                "TO-K-1-001 posted 18000.00 + 3600.00",
                "TO-K-2-001 posted 5000.00 + 1000.00",
                "TO-K-3-001 posted 8000.00 + 1520.00",
            ],
            await bench.DocumentsAsync()
        );
        Assert.True(report.IsComplete);
        Assert.Equal(
            (3, 3, 0, 0),
            (report.Documents, report.Delivered, report.Refused, report.Open)
        );
        Assert.Equal(0, report.Read.Rejected);
    }

    [Fact]
    public async Task The_hubs_journal_is_the_ledgers_trial_balance_to_the_cent()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();

        await bench.RunOnceAsync();

        // Gross 21,600.00 + 6,000.00 GBP and 9,520.00 EUR are receivable.
        Assert.Equal(
            [
                "DE 1100 EUR 9520.00 0.00",
                "DE 2200 EUR 0.00 1520.00",
                "DE 4000 EUR 0.00 8000.00",
                "UK 1100 GBP 27600.00 0.00",
                "UK 2200 GBP 0.00 4600.00",
                "UK 4000 GBP 0.00 23000.00",
            ],
            await bench.JournalAsync()
        );
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
    }

    [Fact]
    public async Task Everything_ties_out_and_the_tables_rebuild_to_the_same_bytes()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();

        await bench.RunOnceAsync();

        Assert.Equal([], await bench.DifferencesAsync());
        await using var hub = await bench.StartHubAsync();
        var rebuilt = await ReadTablesRebuild.RunAsync(
            hub.Store.Log,
            hub.Store.Tables,
            replace: false,
            progress: null,
            Cancellation
        );
        Assert.True(rebuilt.IsEqual, string.Join(", ", rebuilt.Differing));
        Assert.Equal(3, rebuilt.Live.Rows["document"]);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var first = await bench.RunOnceAsync();
        var documents = await bench.DocumentsAsync();

        var second = await bench.RunOnceAsync();

        Assert.Equal(first.Head, second.Head);
        Assert.Equal(1, second.Rounds);
        Assert.Equal(documents, await bench.DocumentsAsync());
    }

    [Fact]
    public async Task The_same_exports_dropped_again_change_nothing_that_counts()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        var documents = await bench.DocumentsAsync();
        var slices = await bench.AskAsync("SELECT * FROM slice ORDER BY 1, 2, 3");

        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork]);
        bench.Today = new LocalDate(2026, 11, 3);
        await bench.RunOnceAsync();

        Assert.Equal(documents, await bench.DocumentsAsync());
        Assert.Equal(slices, await bench.AskAsync("SELECT * FROM slice ORDER BY 1, 2, 3"));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task Several_hubs_run_side_by_side_and_mind_no_port_that_is_taken()
    {
        using var taken = new HttpListener();
        taken.Prefixes.Add("http://127.0.0.1:11111/");
        await using var bench = await HubBench.StartWithOctoberAsync();
        await using var other = await HubBench.StartWithOctoberAsync();
        try
        {
            taken.Start();
        }
        catch (HttpListenerException)
        {
            // Somebody else has it, which is as good.
        }

        await using var hub = await bench.StartHubAsync();

        Assert.Equal(3, (await other.RunOnceAsync()).Delivered);
        Assert.Equal(3, (await hub.RunOnceAsync(new NoProgress(), Cancellation)).Delivered);
    }

    [Fact]
    public async Task A_store_serves_one_hub_and_can_be_read_meanwhile()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await using var hub = await bench.StartHubAsync();

        await Assert.ThrowsAsync<Runtime.Storage.StoreInUseException>(bench.StartHubAsync);
        await using var reading = await bench.ReadAsync();

        Assert.True(reading.IsHubRunning);
        Assert.Equal(reading.Head, reading.Offset);
        Assert.Equal([], await bench.DifferencesAsync());
    }
}
