using Tieout.Domain.Amounts;
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
        // Eleven milestones that are large, and together more than any document.
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork, .. Phases(1e12m, 1)]);

        await WaitsAloneAsync(
            bench,
            "K-3 billing through 2026-10-31 BILLING_REFUSED",
            "set-aside/K-3/1 11000000008000.00 EUR",
            delivered: 2
        );

        bench.Drop(Phases(1m, 2));
        await IsBilledAsync(bench, "TO-K-3-001 posted 8011.00 + 1522.09");
    }

    [Fact]
    public async Task A_contract_that_the_program_fails_on_waits_alone()
    {
        await using var bench = await HubBench.StartAsync();
        // Price times quantity is more than a decimal computes with.
        var most = 999_999_999_999_999m;
        bench.Drop([
            .. SmallFirm.MasterRecords,
            .. SmallFirm.OctoberWork,
            .. UnitContract(most),
            Units(most, version: 1),
        ]);

        await WaitsAloneAsync(
            bench,
            "K-4 delivery/chronos/1 PROGRAM_DEFECT",
            "set-aside/K-4/1",
            delivered: 3
        );

        // October was billed without it.
        bench.Today = new LocalDate(2026, 12, 2);
        bench.Drop([.. UnitContract(2m, version: 2), Units(10m, version: 2)]);
        await IsBilledAsync(bench, "TO-K-4-001 posted 20.00 + 4.00");
    }

    [Fact]
    public async Task What_a_person_dismisses_waits_no_more()
    {
        await using var bench = await HubBench.StartAsync();
        var most = 999_999_999_999_999m;
        bench.Drop([.. SmallFirm.MasterRecords, .. UnitContract(most), Units(most, version: 1)]);
        await bench.RunOnceAsync();
        Assert.Equal(1, (await DismissAsync(bench, "set-aside/K-4/2")).Code);
        Assert.Equal(2, (await DismissAsync(bench, "document/TO-K-4-001")).Code);

        var (code, told, _) = await DismissAsync(bench, "set-aside/K-4/1");

        Assert.Equal((0, "set-aside/K-4/1 is dismissed.\n"), (code, told));
        var report = await bench.RunOnceAsync();
        Assert.True(report.IsComplete);
        Assert.Equal([], await bench.OwnedAsync("PROGRAM_DEFECT"));
    }

    private static Task<(int Code, string Output, string Errors)> DismissAsync(
        HubBench bench,
        string id
    ) => bench.TieoutAsync("exceptions", "dismiss", id, "--by", "anna", "--because", "a typo");

    private static IEnumerable<CanonicalFact> Phases(decimal amount, long version) =>
        Enumerable.Range(3, 11).Select(id => SmallFirm.Milestone(id, amount, version));

    private static UnitDelivery Units(decimal quantity, long version) =>
        new(
            WorkId.Parse("delivery/chronos/1"),
            version,
            ProjectCode.Parse("P-4"),
            ContractLineId.Parse("UNITS"),
            new LocalDate(2026, 10, 5),
            quantity
        );

    private static IEnumerable<CanonicalFact> UnitContract(decimal price, long version = 1) =>
        [
            new Contract(
                EngagementId.Parse("K-4"),
                version,
                SmallFirm.MasterRecords.OfType<Contract>().First().Terms with
                {
                    Lines =
                    [
                        new ContractLine.Units(
                            ContractLineId.Parse("UNITS"),
                            LineScope.Everything,
                            new Money(price, SmallFirm.Gbp)
                        ),
                    ],
                }
            ),
            SmallFirm.Project("P-4", "K-4"),
        ];

    private static async Task WaitsAloneAsync(
        HubBench bench,
        string waits,
        string listed,
        int delivered
    )
    {
        var report = await bench.RunOnceAsync();

        Assert.Equal(delivered, report.Delivered);
        Assert.Equal(
            [waits],
            await bench.AskAsync("SELECT engagement, subject, reason FROM set_aside")
        );
        Assert.EndsWith(
            listed,
            Assert.Single(await bench.OwnedAsync(waits.Split(' ')[^1])),
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
}
