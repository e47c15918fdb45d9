using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Lanes;
using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What a ledger does to a hub, and what the hub makes of it.</summary>
public sealed class TargetTroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_period_is_finances_exception_until_it_is_opened_again()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.Clerk.SetPeriodAsync("UK", "2026-10", "close", Cancellation);

        var report = await bench.RunOnceAsync();

        // Gross: 21,600.00 and 6,000.00. The German company's books are open.
        Assert.Equal(
            ["finance document/TO-K-1-001 21600.00 GBP", "finance document/TO-K-2-001 6000.00 GBP"],
            await bench.OwnedAsync("PERIOD_CLOSED")
        );
        Assert.Equal((1, 2, 2), (report.Delivered, report.Refused, report.Open));
        // Nothing was tried that the ledger would refuse: there is no draft either.
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());

        await bench.Clerk.SetPeriodAsync("UK", "2026-10", "open", Cancellation);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("PERIOD_CLOSED"));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_customer_that_the_ledger_does_not_take_keeps_back_its_documents_until_it_does()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        // The ledger takes names of 500 characters at most.
        bench.Drop(Acme(2, new string('A', 501)));

        var report = await bench.RunOnceAsync();

        // Gross: 21,600.00 and 6,000.00. The other customer is there.
        Assert.Equal(
            [
                "integration document/TO-K-1-001 21600.00 GBP",
                "integration document/TO-K-2-001 6000.00 GBP",
            ],
            await bench.OwnedAsync("CUSTOMER_NOT_IN_ERP")
        );
        Assert.Equal((1, 2, 2), (report.Delivered, report.Refused, report.Open));
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());

        bench.Drop(Acme(3, "Acme Ltd"));
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("CUSTOMER_NOT_IN_ERP"));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_wrong_secret_is_one_exception_and_everything_else_goes_on()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(secret: "wrong");

        var report = await bench.RunOnceAsync();

        Assert.Equal(3, report.Documents);
        Assert.Equal(0, report.Delivered);
        Assert.Equal(ConnectorFault.Settings, Assert.Single(report.TargetFaults).Fault);
        Assert.Equal("payments", Assert.Single(report.SourceFaults).Feed);
        Assert.Equal(["integration target/ledger"], await bench.OwnedAsync("DELIVERY_FAILED"));

        bench.WriteConfiguration();
        await bench.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Equal([], await bench.AskAsync("SELECT * FROM target_failure"));
    }

    [Fact]
    public async Task A_target_that_fails_in_another_way_is_told_with_the_new_cause()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(secret: "wrong");
        await bench.RunOnceAsync();
        const string Failure = "SELECT since_at || ' ' || message FROM target_failure";
        var first = Assert.Single(await bench.AskAsync(Failure));

        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();

        var second = Assert.Single(await bench.AskAsync(Failure));
        Assert.Contains("401", first, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", second, StringComparison.Ordinal);
        Assert.Equal(first.Split(' ')[0], second.Split(' ')[0]);
    }

    [Fact]
    public async Task A_ledger_that_is_down_gets_its_documents_when_it_is_up_again()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(address: HubBench.Nowhere);

        var report = await bench.RunOnceAsync();

        Assert.Equal(3, report.Documents);
        Assert.Equal(3, report.Open);
        Assert.Equal(ConnectorFault.Transient, Assert.Single(report.TargetFaults).Fault);
        Assert.Single(await bench.AskAsync("SELECT * FROM target_failure"));
        // However often each was tried: it is said once, with the cause.
        Assert.Equal(2, bench.Warnings.Count);
        Assert.StartsWith(
            "warning: ledger payments fails",
            bench.Warnings[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith("warning: ledger failed", bench.Warnings[1], StringComparison.Ordinal);
        Assert.Contains(
            report.TargetFaults[0].Message,
            bench.Warnings[1],
            StringComparison.Ordinal
        );

        bench.WriteConfiguration();
        await bench.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Equal(["warning: ledger answers again"], bench.Warnings.Skip(2));
    }

    [Theory]
    [InlineData("/invoices")]
    [InlineData("/invoices/*/post")]
    [InlineData("/customers")]
    public async Task An_answer_that_is_lost_after_the_commit_leaves_exactly_one_document(
        string path
    )
    {
        await using var bench = await HubBench.StartWithOctoberAsync(patience: 30);
        bench.Break("POST", path, new FaultAction.CommitThenDrop(), times: 3);

        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task An_unknown_outcome_holds_up_no_other_contract()
    {
        await using var bench = await HubBench.StartWithOctoberAsync(
            // Not one of the ledger's parallel keys is left if one document blocks the others.
            parallelKeys: 1
        );
        bench.Break("POST", "/invoices/*/post", new FaultAction.CommitThenDrop(), times: 1);
        await using var hub = await bench.StartHubAsync();

        var report = await hub.RunOnceAsync(new NoProgress(), Cancellation);

        // The first is looked up after a second's rest; the other two do not wait for it.
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal(3, report.Delivered);
        var queued = await bench.AskAsync("SELECT reference FROM delivery ORDER BY queued_seq");
        var posted = await bench.AskAsync("SELECT reference FROM document ORDER BY posted_seq");
        Assert.Equal([queued[1], queued[2], queued[0]], posted);
    }

    [Fact]
    public async Task A_flood_of_temporary_refusals_only_costs_time()
    {
        await using var bench = await HubBench.StartWithOctoberAsync(patience: 30);
        bench.Break("*", "/**", new FaultAction.Status(503, RetryAfterSeconds: 1), times: 4);

        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete, string.Join(", ", report.TargetFaults));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
    }

    [Fact]
    public async Task A_look_that_fails_says_nothing_about_an_earlier_attempt()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await LoseAnswersAsync(bench);
        bench.Break("GET", "/invoices", new FaultAction.Status(503), times: 1_000);

        var report = await bench.RunOnceAsync();

        Assert.Equal((0, 3), (report.Delivered, report.Unknown));
        Assert.False(report.IsComplete);

        bench.Ledger.Faults = new FaultProgramme();
        await bench.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_document_that_somebody_changed_and_posted_is_refused_until_it_is_right()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await LoseAnswersAsync(bench);
        Assert.Equal(1, bench.Ledger.Tampering.ChangeNet("TO-K-2-001", 100));

        var report = await bench.RunOnceAsync();

        Assert.Equal((2, 1, 1), (report.Delivered, report.Refused, report.Open));
        Assert.Equal(
            ["finance document/TO-K-2-001 6000.00 GBP"],
            await bench.OwnedAsync("DELIVERY_REFUSED")
        );

        Assert.Equal(1, bench.Ledger.Tampering.ChangeNet("TO-K-2-001", -100));
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("DELIVERY_REFUSED"));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    /// <summary>The customer of K-1 and K-2.</summary>
    private static Customer Acme(long version, string name) =>
        new(CustomerCode.Parse("C-1"), version, name, "GB");

    /// <summary>The ledger holds all three, and the hub does not know.</summary>
    private static async Task LoseAnswersAsync(HubBench bench)
    {
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();
        bench.WriteConfiguration();
        bench.Break("POST", "/invoices/*/post", new FaultAction.CommitThenDrop(), times: 3);
        await using var hub = await bench.StartHubAsync();
        var pass = await hub.Grains.GetGrain<ILaneGrain>("ledger").PassAsync(retryRefused: true);
        Assert.Equal((0, 3), (pass.Delivered, pass.Unknown));
    }
}
