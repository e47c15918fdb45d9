using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;
using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What fails in one place stays there: one contract, one source, one target, one part.</summary>
public sealed class FailureDomainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contract_that_cannot_be_billed_waits_alone_with_its_reason()
    {
        await using var bench = await HubBench.StartAsync();
        var absurd = SmallFirm.Milestone(1, 50_000_000_000_000m, version: 2);
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork, absurd]);

        await WaitsAloneAsync(bench, "K-3", "BILLING_REFUSED", "50000000000000.00 EUR");

        bench.Drop([SmallFirm.Milestone(1, 8_000m, version: 3)]);
        await IsBilledAsync(bench, "TO-K-3-001 posted 8000.00 + 1520.00");
    }

    [Fact]
    public async Task A_contract_that_the_program_fails_on_waits_alone()
    {
        await using var bench = await HubBench.StartAsync();
        // The shares of such a line are more than a decimal computes with.
        var absurd = Rate(99_999_999_999m, version: 1);
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork, absurd]);

        await WaitsAloneAsync(bench, "K-1", "PROGRAM_DEFECT", string.Empty);

        bench.Drop([Rate(120m, version: 2)]);
        await IsBilledAsync(bench, "TO-K-1-001 posted 18000.00 + 3600.00");
    }

    private static async Task WaitsAloneAsync(
        HubBench bench,
        string engagement,
        string reason,
        string amount
    )
    {
        var report = await bench.RunOnceAsync();

        Assert.Equal(2, report.Delivered);
        Assert.Equal(
            [$"{engagement} billing through 2026-10-31 {reason}"],
            await bench.AskAsync("SELECT engagement, subject, reason FROM set_aside")
        );
        Assert.EndsWith(
            $"set-aside/{engagement}/1 {amount}".TrimEnd(),
            Assert.Single(await bench.OwnedAsync(reason)),
            StringComparison.Ordinal
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    /// <summary>What waits is tried again after the correction is read.</summary>
    private static async Task IsBilledAsync(HubBench bench, string document)
    {
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.AskAsync("SELECT * FROM set_aside"));
        Assert.Contains(document, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task Billing_waits_for_a_source_that_cannot_be_read()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var inbox = Path.Combine(bench.Folder, "inbox");
        Directory.Move(inbox, inbox + "-unmounted");

        var report = await bench.RunOnceAsync();

        Assert.NotEmpty(report.SourceFaults);
        Assert.Equal([new LocalDate(2026, 10, 31)], report.Waiting);
        Assert.Equal(0, report.Documents);
        Assert.False(report.IsComplete);
        Assert.Contains(
            bench.Warnings,
            x =>
                x.StartsWith(
                    "warning: Billing through 2026-10-31 waits for chronos ",
                    StringComparison.Ordinal
                )
        );

        Directory.Move(inbox + "-unmounted", inbox);
        report = await bench.RunOnceAsync();

        Assert.Equal([], report.Waiting);
        Assert.Equal(3, report.Delivered);
    }

    [Fact]
    public async Task A_slow_ledger_holds_up_no_reading()
    {
        await using var bench = await HubBench.StartWithOctoberAsync(parallelKeys: 1);
        bench.Break("POST", "/invoices/*/post", new FaultAction.Delay(4_000), times: 3);
        await File.AppendAllTextAsync(bench.ConfigFile, "\npoll: 1s\n", Cancellation);
        await using var hub = await bench.StartHubAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var running = hub.RunAsync(() => { }, new NoProgress(), stop.Token);
        await bench.UntilAsync("SELECT COUNT(*) FROM delivery WHERE attempts > 0", "1");
        bench.Drop([SmallFirm.Time(900, "P-1", 1m)]);
        await bench.UntilAsync("SELECT COUNT(*) FROM work WHERE id = 'time/chronos/900'", "1");

        // Twelve seconds of posting are not over.
        Assert.NotEqual(
            ["3"],
            await bench.AskAsync("SELECT COUNT(*) FROM document WHERE status = 'posted'")
        );
        await bench.UntilAsync("SELECT COUNT(*) FROM document WHERE status = 'posted'", "3");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_hub_whose_read_tables_are_taken_over_stops_and_says_so()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await using var hub = await bench.StartHubAsync();
        var running = hub.RunAsync(() => { }, new NoProgress(), Cancellation);
        await bench.UntilAsync("SELECT COUNT(*) FROM document WHERE status = 'posted'", "3");

        await using var thief = await ReadModelFollower.ClaimAsync(
            hub.Store.Log,
            hub.Store.Tables,
            "another",
            Cancellation
        );
        bench.Drop([SmallFirm.Time(900, "P-1", 1m)]);

        await Assert.ThrowsAsync<FollowerLostException>(() => running);
    }

    private static RateCard Rate(decimal rate, long version) =>
        new(
            RateCardId.Parse("RC-K-1"),
            version,
            RateLevel.Contract,
            "K-1",
            [],
            SmallFirm.Gbp,
            DefaultRate: rate
        );
}
