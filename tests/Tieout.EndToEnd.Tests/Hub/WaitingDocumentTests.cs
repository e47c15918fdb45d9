using Tieout.Domain.Canonical;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Documents that their ledger does not have yet: each says why, and nothing is in the way.</summary>
public sealed class WaitingDocumentTests
{
    private static readonly LocalDate SecondOfDecember = new(2026, 12, 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_behind_a_refused_document_says_so_and_is_no_difference()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.Clerk.SetPeriodAsync("UK", "2026-10", "close", Cancellation);
        bench.Drop(SmallFirm.Time(900, "P-1", 2m) with { WorkDate = new LocalDate(2026, 11, 3) });
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();

        Assert.Equal(
            [
                "integration document/TO-K-1-002 288.00 GBP",
                "integration document/TO-K-2-002 6000.00 GBP",
            ],
            await bench.OwnedAsync("DELIVERY_PENDING")
        );
        Assert.Equal([], await bench.DifferencesAsync());
        var (code, listed, _) = await bench.TieoutAsync(
            "exceptions",
            "show",
            "document/TO-K-1-002"
        );
        Assert.Equal(0, code);
        Assert.Contains("waits behind TO-K-1-001", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_a_ledger_that_is_down_has_its_amount()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();

        Assert.Equal(
            [
                "integration document/TO-K-1-001 21600.00 GBP",
                "integration document/TO-K-2-001 6000.00 GBP",
                "integration document/TO-K-3-001 9520.00 EUR",
            ],
            await bench.OwnedAsync("DELIVERY_PENDING")
        );
        // A ledger that cannot be asked proves nothing, and that is no difference.
        Assert.Equal(3, (await bench.TieoutAsync("tie-out")).Code);
    }

    [Fact]
    public async Task A_draft_waits_for_a_person_and_is_delivered_once_approved()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            text.Replace("approve: automatic", "approve: manual", StringComparison.Ordinal),
            Cancellation
        );
        await bench.RunOnceAsync();
        Assert.Equal(
            [
                "finance document/TO-K-1-001 21600.00 GBP",
                "finance document/TO-K-2-001 6000.00 GBP",
                "finance document/TO-K-3-001 9520.00 EUR",
            ],
            await bench.OwnedAsync("DRAFT_NOT_APPROVED")
        );

        Assert.Equal(2, (await bench.TieoutAsync("invoice", "approve", "--by", "anna")).Code);
        var one = await bench.TieoutAsync("invoice", "approve", "TO-K-1-001", "--by", "anna");
        Assert.Equal((0, ""), (one.Code, one.Errors));
        var all = await bench.TieoutAsync("invoice", "approve", "--all", "--by", "anna");
        Assert.DoesNotContain("TO-K-1-001", all.Output, StringComparison.Ordinal);
        var again = await bench.TieoutAsync("invoice", "approve", "TO-K-2-001", "--by", "bert");
        Assert.Contains("was final before", again.Output, StringComparison.Ordinal);
        Assert.Equal(
            1,
            (await bench.TieoutAsync("invoice", "approve", "TO-K-9-001", "--by", "anna")).Code
        );
        await bench.RunOnceAsync();

        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal(["anna"], await bench.AskAsync("SELECT DISTINCT approved_by FROM document"));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task The_discount_of_a_document_is_delivered_as_a_line()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop(OctoberUnder(terms => terms with { DiscountPercent = 10m }));
        await bench.RunOnceAsync();

        // 18,000.00 less 10 %.
        Assert.Contains("TO-K-1-001 posted 16200.00 + 3240.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
    }

    [Fact]
    public async Task A_void_invoice_takes_the_credit_memo_with_it_that_its_ledger_refused()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        await bench.Clerk.SetPeriodAsync("UK", "2026-11", "close", Cancellation);
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();
        Assert.Contains(
            "finance document/TO-K-1-002 -144.00 GBP",
            await bench.OwnedAsync("PERIOD_CLOSED")
        );

        await bench.VoidAsync("TO-K-1-001");
        await bench.Clerk.SetPeriodAsync("UK", "2026-11", "open", Cancellation);
        await bench.RunOnceAsync();
        bench.Today = new LocalDate(2027, 1, 4);
        await bench.RunOnceAsync();

        // 149 h of one hour and one of three, all billed anew.
        var net = await bench.AskAsync(
            "SELECT SUM(net) FROM document WHERE engagement = 'K-1' AND status IN ('posted', 'paid')"
        );
        Assert.Equal(["1824000"], net);
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Equal([], await bench.OwnedAsync("DELIVERY_REFUSED", "DELIVERY_PENDING"));
    }

    /// <summary>The firm and its October, K-1 under other terms.</summary>
    private static IEnumerable<CanonicalFact> OctoberUnder(
        Func<ContractTerms, ContractTerms> terms
    ) =>
        SmallFirm
            .MasterRecords.Select(x =>
                x is Contract { Id.Value: "K-1" } k ? k with { Terms = terms(k.Terms) } : x
            )
            .Concat(SmallFirm.OctoberWork);
}
