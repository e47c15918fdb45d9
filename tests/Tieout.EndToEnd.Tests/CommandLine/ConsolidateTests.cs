using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>
/// October of the small firm, where C-1 pays for its subsidiary: K-1 is 21,600.00, K-2 6,000.00,
/// both of UK; the German company bills C-2.
/// </summary>
public sealed class ConsolidateTests
{
    private static readonly string[] October =
    [
        "invoice",
        "consolidate",
        "--from",
        "2026-10-01",
        "--to",
        "2026-10-31",
    ];

    [Fact]
    public async Task A_parent_is_shown_the_documents_of_its_subsidiaries_as_one()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. Firm, .. SmallFirm.OctoberWork]);
        await bench.RunOnceAsync();
        await bench.PayAsync("TO-K-1-001", 1_600m);
        await bench.RunOnceAsync();

        var shown = await bench.TieoutAsync(October);
        Assert.Equal(0, shown.Code);
        Assert.Contains("To C-1 from UK, GBP: 2 documents", shown.Output, StringComparison.Ordinal);
        // 18,000.00 + 5,000.00; 27,600.00 less 1,600.00.
        Assert.Matches(
            @"in all\s+23,000\.00\s+4,600\.00\s+27,600\.00\s+27,600\.00\s+26,000\.00",
            shown.Output
        );
        Assert.Contains("C-1-SUB", shown.Output, StringComparison.Ordinal);
        Assert.Contains("To C-2 from DE, EUR: 1 document", shown.Output, StringComparison.Ordinal);

        var one = await bench.TieoutAsync([.. October, "--payer", "C-2", "--format", "json"]);
        var invoice = Assert.Single(JsonNode.Parse(one.Output)!["invoices"]!.AsArray())!;
        Assert.Equal("C-2", (string?)invoice["key"]!["payer"]);
        Assert.Equal(
            "TO-K-3-001",
            (string?)Assert.Single(invoice["documents"]!.AsArray())!["reference"]
        );
    }

    [Theory]
    [InlineData("C-1-SUB", "--payer: documents of C-1-SUB go to C-1.")]
    [InlineData("C-9", "--payer: no contract and no document names a customer 'C-9'.")]
    public async Task A_customer_that_pays_nothing_is_a_slip_and_says_who_pays(
        string payer,
        string message
    )
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. Firm, .. SmallFirm.OctoberWork]);
        await bench.RunOnceAsync();

        var (code, _, errors) = await bench.TieoutAsync([.. October, "--payer", payer]);

        Assert.Equal(2, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_are_named_and_on_no_page()
    {
        await using var bench = await HubBench.StartAsync();
        var text = await File.ReadAllTextAsync(
            bench.ConfigFile,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            text.Replace("approve: automatic", "approve: manual", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        bench.Drop([.. Firm, .. SmallFirm.OctoberWork]);
        await bench.RunOnceAsync();

        var shown = await bench.TieoutAsync(October);

        Assert.Contains(
            "No approved document of these days.",
            shown.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Not approved yet, and on none of them: TO-K-1-001, TO-K-2-001, TO-K-3-001",
            shown.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Days_that_end_before_they_begin_are_a_slip()
    {
        await using var bench = await HubBench.StartAsync();

        var refused = await bench.TieoutAsync(
            "invoice",
            "consolidate",
            "--from",
            "2026-10-31",
            "--to",
            "2026-10-01"
        );

        Assert.Equal(2, refused.Code);
        Assert.Contains("--to is before --from", refused.Errors, StringComparison.Ordinal);
    }

    /// <summary>K-1 is of a subsidiary that does not bill itself.</summary>
    private static IEnumerable<CanonicalFact> Firm =>
        SmallFirm
            .MasterRecords.Select(x =>
                x is Contract { Id.Value: "K-1" } k
                    ? k with
                    {
                        Terms = k.Terms with { Customer = CustomerCode.Parse("C-1-SUB") },
                    }
                    : x
            )
            .Append(
                new Customer(
                    CustomerCode.Parse("C-1-SUB"),
                    1,
                    "Acme Sub Ltd",
                    "GB",
                    CustomerCode.Parse("C-1"),
                    BillsToSelf: false
                )
            );
}
