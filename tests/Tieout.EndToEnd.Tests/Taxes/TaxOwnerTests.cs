using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Taxes;

/// <summary>A running hub whose tax is AvaTax's: compared before it posts, committed after.</summary>
public sealed class TaxOwnerTests
{
    /// <summary>Of the documents that <see cref="SmallFirm.OctoberDocuments"/> are in the ledger.</summary>
    private static readonly string[] Committed =
    [
        "TO-K-1-001 Committed 18000.00 + 3600.00",
        "TO-K-2-001 Committed 5000.00 + 1000.00",
        "TO-K-3-001 Committed 8000.00 + 1520.00",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_the_same_is_posted_and_then_committed()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();

        var report = await bench.Hub.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
        Assert.All(
            await bench.TransactionsAsync(),
            x =>
                Assert.Equal(
                    ("SalesInvoice", "1", "2026-10-31"),
                    (x["type"]!.ToString(), x["version"]!.ToString(), x["date"]!.ToString())
                )
        );
        Assert.Equal([], await bench.Hub.DifferencesAsync());
        var (code, output, _) = await bench.Hub.TieoutAsync("check", "hub.yaml");
        Assert.Equal(0, code);
        Assert.Contains("system tax", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_difference_is_finances_with_both_figures_and_nothing_is_posted()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.SetBritishRateAsync(0.2001m);

        var report = await bench.Hub.RunOnceAsync();

        Assert.Equal((1, 2), (report.Delivered, report.Refused));
        Assert.Equal(
            ["finance document/TO-K-1-001 21600.00 GBP", "finance document/TO-K-2-001 6000.00 GBP"],
            await bench.Hub.OwnedAsync("TAX_DIFFERENCE")
        );
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await bench.Hub.DocumentsAsync());
        // 20.01 % of 18,000.00 and of 5,000.00.
        Assert.Equal(
            [
                "TO-K-1-001 Saved 18000.00 + 3601.80",
                "TO-K-2-001 Saved 5000.00 + 1000.50",
                Committed[2],
            ],
            await bench.TaxedAsync()
        );
        var (_, shown, _) = await bench.Hub.TieoutAsync(
            "exceptions",
            "show",
            "document/TO-K-2-001"
        );
        Assert.Contains("1000.5 GBP", shown, StringComparison.Ordinal);
        Assert.Contains("Line 1", shown, StringComparison.Ordinal);

        await bench.SetBritishRateAsync(0.2m);
        await bench.Hub.RunOnceAsync();

        Assert.Equal([], await bench.Hub.OwnedAsync("TAX_DIFFERENCE"));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
    }

    [Theory]
    [InlineData("/api/v2/transactions/createoradjust", true)]
    [InlineData("/api/v2/transactions/createoradjust", false)]
    [InlineData("/api/v2/companies/*/transactions/*/commit", true)]
    [InlineData("/api/v2/companies/*/transactions/*/commit", false)]
    public async Task An_answer_that_is_lost_leaves_one_document_on_each_side(
        string path,
        bool isDone
    )
    {
        await using var bench = await TaxBench.StartWithOctoberAsync(patience: 30);
        FaultAction fault = isDone
            ? new FaultAction.CommitThenDrop()
            : new FaultAction.DropBeforeCommit();
        bench.Break("POST", path, fault, times: 3);

        var report = await bench.Hub.RunOnceAsync();

        Assert.True(report.IsComplete, string.Join(", ", report.TargetFaults));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
        Assert.Equal([], await bench.Hub.DifferencesAsync());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_tax_owner_that_turns_calls_down_only_costs_time(int status)
    {
        await using var bench = await TaxBench.StartWithOctoberAsync(patience: 30);
        bench.Break("*", "/api/**", new FaultAction.Status(status, RetryAfterSeconds: 1), times: 4);

        var report = await bench.Hub.RunOnceAsync();

        Assert.True(report.IsComplete, string.Join(", ", report.TargetFaults));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
    }

    [Fact]
    public async Task While_the_tax_owner_is_down_nothing_is_posted()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.ConfigureAsync(address: HubBench.Nowhere);

        var report = await bench.Hub.RunOnceAsync();

        Assert.Equal((0, 3), (report.Delivered, report.Open));
        Assert.All(report.TargetFaults, x => Assert.Equal(ConnectorFault.Transient, x.Fault));
        Assert.Equal([], await bench.Hub.DocumentsAsync());

        await bench.ConfigureAsync();
        await bench.Hub.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
    }

    [Fact]
    public async Task What_was_assessed_before_the_hub_ended_is_assessed_again_and_posted_once()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        bench.Hub.Break("POST", "/invoices", new FaultAction.Status(503), times: 1_000);
        await bench.Hub.RunOnceAsync();
        Assert.NotEmpty(await bench.TaxedAsync());
        Assert.Equal([], await bench.Hub.DocumentsAsync());

        bench.Hub.Ledger.Faults = new FaultProgramme();
        await bench.Hub.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
    }

    [Fact]
    public async Task What_was_posted_before_the_hub_ended_is_committed_when_it_begins_again()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        const string commit = "/api/v2/companies/*/transactions/*/commit";
        bench.Break("POST", commit, new FaultAction.Status(503), times: 1_000);

        var report = await bench.Hub.RunOnceAsync();

        Assert.Equal(0, report.Delivered);
        Assert.Contains(
            SmallFirm.OctoberDocuments[0],
            await bench.Hub.DocumentsAsync(),
            StringComparer.Ordinal
        );
        Assert.DoesNotContain(await bench.TaxedAsync(), x => Committed.Contains(x));

        bench.Mend();
        await bench.Hub.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
        Assert.Equal([], await bench.Hub.DifferencesAsync());
    }

    [Theory]
    [InlineData("/invoices")]
    [InlineData("/invoices/*/post")]
    public async Task A_ledger_whose_answer_is_lost_has_one_document_and_so_has_the_tax_owner(
        string path
    )
    {
        await using var bench = await TaxBench.StartWithOctoberAsync(patience: 30);
        bench.Hub.Break("POST", path, new FaultAction.CommitThenDrop(), times: 3);

        var report = await bench.Hub.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.Hub.DocumentsAsync());
        Assert.Equal(Committed, await bench.TaxedAsync());
    }

    [Fact]
    public async Task A_customer_without_an_address_and_a_code_without_a_counterpart_are_named()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync(change: x =>
            x is Customer { Code.Value: "C-1" } customer
                ? customer with
                {
                    Country = "US",
                    Region = "WA",
                }
                : x
        );
        await bench.ConfigureAsync(taxCodes: "{ S20: P0000000 }");

        await bench.Hub.RunOnceAsync();

        Assert.Equal(
            ["finance document/TO-K-1-001 21600.00 GBP", "finance document/TO-K-2-001 6000.00 GBP"],
            await bench.Hub.OwnedAsync("BILL_TO_MISSING")
        );
        Assert.Equal(
            ["finance document/TO-K-3-001 9520.00 EUR"],
            await bench.Hub.OwnedAsync("TAX_CODE_MISSING")
        );
        Assert.Equal([], await bench.Hub.DocumentsAsync());
        Assert.Equal([], await bench.TaxedAsync());
    }

    [Fact]
    public async Task An_exempt_customer_pays_no_tax_on_either_side()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync(change: Exempt);
        await bench.Hub.Clerk.SetTaxAsync("DE", "S19", "E", 0m, Cancellation);

        await bench.Hub.RunOnceAsync();

        Assert.Contains("TO-K-3-001 posted 8000.00 + 0.00", await bench.Hub.DocumentsAsync());
        Assert.Contains("TO-K-3-001 Committed 8000.00 + 0.00", await bench.TaxedAsync());
        var told = (await bench.TransactionsAsync()).Single(x =>
            x["code"]!.ToString() is "TO-K-3-001"
        );
        Assert.Equal("EX-7", told["exemptNo"]!.ToString());

        static CanonicalFact Exempt(CanonicalFact fact) =>
            fact switch
            {
                Customer { Code.Value: "C-2" } customer => customer with
                {
                    ExemptionNumber = "EX-7",
                },
                TaxRule { Code.Value: "S19" } rule => rule with
                {
                    Category = TaxCategory.E,
                    Rate = 0m,
                    Note = "Exempt by certificate",
                },
                _ => fact,
            };
    }

    [Fact]
    public async Task A_wrong_key_is_one_exception_of_the_integration()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.ConfigureAsync(key: "wrong");

        var report = await bench.Hub.RunOnceAsync();

        Assert.Equal(ConnectorFault.Settings, Assert.Single(report.TargetFaults).Fault);
        Assert.Equal(["integration target/ledger"], await bench.Hub.OwnedAsync("DELIVERY_FAILED"));
        Assert.Equal([], await bench.Hub.DocumentsAsync());
        Assert.NotEqual(0, (await bench.Hub.TieoutAsync("check", "hub.yaml")).Code);
        Assert.Equal([], await bench.TaxedAsync());
    }
}
