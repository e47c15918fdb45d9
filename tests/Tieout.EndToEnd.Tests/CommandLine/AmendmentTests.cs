using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Runtime.Reconciliation;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>
/// October was billed at 120.00 an hour, 150 h = 18,000.00 on K-1; an amendment that comes in
/// November says 127.50 from the first of October: 150 x 7.50 = 1,125.00 and 20 % = 225.00 more.
/// </summary>
public sealed class AmendmentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_amendment_is_planned_by_one_person_approved_by_another_and_delivered_once()
    {
        await using var bench = await AmendedAsync();

        // Nothing moves before.
        Assert.Equal(3, (await bench.DocumentsAsync()).Count);
        var waiting = await JsonAsync(bench, "exceptions", "show", "amendment/K-1/1");
        Assert.Equal("AMENDMENT_PENDING", (string?)waiting["reason"]);
        Assert.Equal("sales-ops", (string?)waiting["owner"]);
        Assert.Contains("1125", waiting["amount"]!.ToJsonString(), StringComparison.Ordinal);

        var proposed = await JsonAsync(
            bench,
            ["amendment", "plan", "K-1", "--date", "2026-11-02", "--by", "paul"]
        );
        var plan = (string)proposed["plan"]!;
        var nobody = await bench.TieoutAsync(Approve(plan, " "));
        Assert.Equal(2, nobody.Code);
        Assert.Contains("--by is empty", nobody.Errors, StringComparison.Ordinal);
        var own = await bench.TieoutAsync(Approve(plan, "paul"));
        Assert.Equal(2, own.Code);
        Assert.Contains("somebody else has to approve it", own.Errors, StringComparison.Ordinal);

        var first = await JsonAsync(bench, Approve(plan, "anna"));
        var second = await JsonAsync(bench, Approve(plan, "anna"));
        Assert.False((bool)first["wasCarriedOutBefore"]!);
        Assert.True((bool)second["wasCarriedOutBefore"]!);
        Assert.Single(second["documents"]!.AsArray());

        await bench.RunOnceAsync();
        Assert.Contains("TO-K-1-002 posted 1125.00 + 225.00", await bench.DocumentsAsync());
        Assert.Equal(4, (await bench.DocumentsAsync()).Count);
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_document_is_explained_by_the_plan_that_made_it_and_the_tables_rebuild()
    {
        await using var bench = await AmendedAsync();
        var proposed = await JsonAsync(
            bench,
            ["amendment", "plan", "K-1", "--mode", "rebill", "--date", "2026-11-02", "--by", "paul"]
        );
        var plan = (string)proposed["plan"]!;
        await JsonAsync(bench, Approve(plan, "anna"));

        var explained = await bench.TieoutAsync("explain", "TO-K-1-003");
        Assert.Contains(
            $"made by plan {plan} of amendment 1, approved by anna",
            explained.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "rounding: 150 x 127.5 = 19125.00 GBP, exactly",
            explained.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "tax 3,825.00 GBP: category S: 20 % of 19125.00 GBP on 2026-11-02, exactly (tax rule S20 v1",
            explained.Output,
            StringComparison.Ordinal
        );
        var listed = await JsonAsync(bench, "amendment", "list");
        var row = Assert.Single(listed["amendments"]!.AsArray())!;
        Assert.Equal(
            ("approved", "sara", "2026-10-01"),
            ((string?)row["state"], (string?)row["author"], (string?)row["effectiveFrom"])
        );

        await bench.RunOnceAsync();
        // 18,000.00 credited, which settles both; 150 x 127.50 = 19,125.00 billed anew.
        Assert.Equal(
            [
                "TO-K-1-001 paid 18000.00 + 3600.00",
                "TO-K-1-002 paid 18000.00 + 3600.00",
                "TO-K-1-003 posted 19125.00 + 3825.00",
            ],
            (await bench.DocumentsAsync()).Take(3)
        );
        Assert.Equal([], await bench.DifferencesAsync());
        var credited = await bench.TieoutAsync("explain", "TO-K-1-001");
        Assert.Contains("settled without a payment", credited.Output, StringComparison.Ordinal);
        await using var hub = await bench.StartHubAsync();
        var rebuilt = await ReadTablesRebuild.RunAsync(
            hub.Store.Log,
            hub.Store.Tables,
            replace: false,
            progress: null,
            Cancellation
        );
        Assert.True(rebuilt.IsEqual, string.Join(", ", rebuilt.Differing));
    }

    [Fact]
    public async Task A_plan_says_which_accounting_periods_are_open_in_the_ledger()
    {
        await using var bench = await AmendedAsync();
        string[] plan = ["amendment", "plan", "K-1", "--date", "2026-11-02"];
        var open = await bench.TieoutAsync(plan);
        Assert.Contains("2026-10-31, period open", open.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(waits)", open.Output, StringComparison.Ordinal);

        await bench.Clerk.SetPeriodAsync("UK", "2026-10", "close", Cancellation);
        await bench.Clerk.SetPeriodAsync("UK", "2026-11", "close", Cancellation);

        var closed = await bench.TieoutAsync(plan);
        Assert.Contains("2026-10-31, period closed", closed.Output, StringComparison.Ordinal);
        Assert.Contains("2026-11-02 (waits)", closed.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Waits for finance once it is approved: its period is closed.",
            closed.Output,
            StringComparison.Ordinal
        );

        bench.WriteConfiguration(HubBench.Nowhere);
        var unknown = await bench.TieoutAsync(plan);
        Assert.Equal(0, unknown.Code);
        Assert.Contains(
            "the hub does not know its period",
            unknown.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The accounting periods of UK are not known",
            unknown.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_plan_is_shown_beside_a_running_hub_and_proposed_only_without_it()
    {
        await using var bench = await AmendedAsync();
        await using var hub = await bench.StartHubAsync();

        var shown = await bench.TieoutAsync("amendment", "plan", "K-1", "--date", "2026-11-02");
        var asked = await bench.TieoutAsync("amendment", "plan", "K-1", "--by", "paul");
        var unknown = await bench.TieoutAsync("amendment", "plan", "K-9");

        Assert.Equal((0, 4, 2), (shown.Code, asked.Code, unknown.Code));
        Assert.Contains("knows no contract 'K-9'", unknown.Errors, StringComparison.Ordinal);
        Assert.Contains("is not proposed yet", shown.Output, StringComparison.Ordinal);
        Assert.Contains("1,125.00 GBP", shown.Output, StringComparison.Ordinal);
        Assert.Matches(@"Invoice\s+1\s+Time\s+\S.*1,125\.00 GBP", shown.Output);
        Assert.Contains("A hub is running", asked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_is_changed_at_its_source_waits_for_a_plan_as_an_amendment_does()
    {
        await using var bench = await BilledAsync();
        bench.Drop(Contract with { Version = 2, Terms = Contract.Terms with { Quote = "Q-2" } });
        await bench.RunOnceAsync();

        Assert.Equal(3, (await bench.DocumentsAsync()).Count);
        var waiting = await JsonAsync(bench, "exceptions", "show", "amendment/K-1/0");
        Assert.Equal("AMENDMENT_PENDING", (string?)waiting["reason"]);
        Assert.Equal("contract version 2", (string?)waiting["what"]);

        var proposed = await JsonAsync(
            bench,
            ["amendment", "plan", "K-1", "--date", "2026-11-02", "--by", "paul"]
        );
        await JsonAsync(bench, Approve((string)proposed["plan"]!, "anna"));
        await bench.RunOnceAsync();

        Assert.Contains("TO-K-1-002 posted 1125.00 + 225.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        var explained = await bench.TieoutAsync("explain", "TO-K-1-002");
        Assert.Contains("of the changed contract", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amendment_is_compared_at_the_rates_that_come_with_it()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        bench.Drop(Rates, Amended);
        await bench.RunOnceAsync();

        var waiting = await JsonAsync(bench, "exceptions", "show", "amendment/K-1/1");
        Assert.Equal("1125 GBP", (string?)waiting["amount"]);
    }

    [Fact]
    public async Task A_plan_by_credit_and_rebill_says_which_allowances_end_with_it()
    {
        await using var bench = await AmendedAsync();
        string[] why = ["--because", "late start", "--by", "paul"];
        string[] credit = ["invoice", "credit", "TO-K-1-001", "--then", "allowance", .. why];
        Assert.Equal(0, (await bench.TieoutAsync([.. credit, "--percent", "2.5"])).Code);
        await bench.TieoutAsync("invoice", "approve", "--all", "--by", "anna");
        string[] plan = ["amendment", "plan", "K-1", "--date", "2026-11-02"];

        var rebilled = await bench.TieoutAsync([.. plan, "--mode", "rebill"]);
        var json = await JsonAsync(bench, [.. plan, "--mode", "rebill"]);
        var difference = await bench.TieoutAsync(plan);

        // 2.5 % of 18,000.00.
        Assert.Contains(
            "Allowances of 450.00 GBP net end with it",
            rebilled.Output,
            StringComparison.Ordinal
        );
        Assert.NotNull(json["letOff"]);
        Assert.DoesNotContain("Allowances", difference.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cancelled_amendment_gives_back_is_to_be_refunded()
    {
        await using var bench = await AmendedAsync();
        await ExecuteAsync(bench);
        bench.Drop(Amended with { Version = 2, IsCancelled = true });
        await bench.RunOnceAsync();
        await ExecuteAsync(bench);

        // 1,125.00 and 20 % were billed, and are taken back by a document of their own.
        Assert.Equal(
            ["finance refund/TO-K-1-003 1350.00 GBP"],
            await bench.OwnedAsync("REFUND_DUE")
        );
        await bench.PayAsync("TO-K-1-003", -1_350m);
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.OwnedAsync("REFUND_DUE"));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    private static async Task ExecuteAsync(HubBench bench)
    {
        var proposed = await JsonAsync(
            bench,
            ["amendment", "plan", "K-1", "--date", "2026-11-02", "--by", "paul"]
        );
        await JsonAsync(bench, Approve((string)proposed["plan"]!, "anna"));
        await bench.RunOnceAsync();
    }

    private static string[] Approve(string plan, string by) =>
        ["amendment", "approve", "K-1", "--plan", plan, "--by", by];

    private static async Task<JsonNode> JsonAsync(HubBench bench, params string[] arguments)
    {
        var (code, output, errors) = await bench.TieoutAsync([.. arguments, "--format", "json"]);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!;
    }

    private static Contract Contract { get; } =
        SmallFirm.MasterRecords.OfType<Contract>().First(x => x.Id.Value == "K-1");

    /// <summary>Rates of another quote.</summary>
    private static RateCard Rates { get; } =
        new(
            RateCardId.Parse("RC-Q-2"),
            1,
            RateLevel.Quote,
            "Q-2",
            [],
            SmallFirm.Gbp,
            DefaultRate: 127.5m
        );

    private static Amendment Amended { get; } =
        new(
            Contract.Id,
            1,
            1,
            new LocalDate(2026, 10, 1),
            IsSigned: true,
            Contract.Terms with
            {
                Quote = "Q-2",
            },
            Author: "sara"
        );

    private static async Task<HubBench> BilledAsync()
    {
        var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        bench.Drop(Rates);
        return bench;
    }

    private static async Task<HubBench> AmendedAsync()
    {
        var bench = await BilledAsync();
        bench.Drop(Amended);
        await bench.RunOnceAsync();
        return bench;
    }
}
