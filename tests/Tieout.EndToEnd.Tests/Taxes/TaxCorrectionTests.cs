using Tieout.EndToEnd.Tests.Hub;
using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Taxes;

/// <summary>What is credited and what is void in the ledger is so at the tax owner.</summary>
public sealed class TaxCorrectionTests
{
    private const string Locking = "api/v2/companies/DEFAULT/transactions/TO-K-2-001/lock";

    [Fact]
    public async Task A_credit_memo_has_the_rates_of_its_invoices_day()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.Hub.RunOnceAsync();
        await bench.SetBritishRateAsync(0.25m, from: "2026-11-01");
        bench.Hub.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        bench.Hub.Today = new LocalDate(2026, 12, 2);

        await bench.Hub.RunOnceAsync();

        // One hour at 120.00 is credited at October's 20 %; what is billed anew is taxed at November's
        // 25 %, of which the hub's tax rules know nothing.
        // The ledger writes what a credit memo gives back without a sign.
        Assert.Contains("TO-K-1-002 paid 120.00 + 24.00", await bench.Hub.DocumentsAsync());
        var memo = (await bench.TransactionsAsync()).Single(x =>
            x["code"]!.ToString() is "TO-K-1-002"
        );
        Assert.Equal(
            ("ReturnInvoice", "Committed", "2026-10-31", "TO-K-1-001"),
            (
                memo["type"]!.ToString(),
                memo["status"]!.ToString(),
                memo["taxDate"]!.ToString(),
                memo["referenceCode"]!.ToString()
            )
        );
        Assert.Equal((-120m, -24m), ((decimal)memo["totalAmount"]!, (decimal)memo["totalTax"]!));
        Assert.NotEqual("2026-10-31", memo["date"]!.ToString());
        Assert.Contains(
            await bench.Hub.OwnedAsync("TAX_DIFFERENCE"),
            x => x.StartsWith("finance document/TO-K-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_the_ledger_voids_is_voided_at_the_tax_owner()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.Hub.RunOnceAsync();
        await bench.Hub.VoidAsync("TO-K-2-001");

        await bench.Hub.RunOnceAsync();

        Assert.Contains("TO-K-2-001 Cancelled 5000.00 + 1000.00", await bench.TaxedAsync());
        Assert.Contains("TO-K-1-001 Committed 18000.00 + 3600.00", await bench.TaxedAsync());
        await bench.Hub.RunOnceAsync();
        Assert.Single(
            await bench.TaxedAsync(),
            x => x.StartsWith("TO-K-2-001", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_void_that_the_tax_owner_did_not_hear_of_is_told_again(bool isDone)
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.Hub.RunOnceAsync();
        await bench.Hub.VoidAsync("TO-K-2-001");
        FaultAction fault = isDone ? new FaultAction.CommitThenDrop() : new FaultAction.Status(503);
        bench.Break("POST", "/api/v2/companies/*/transactions/*/void", fault, times: 1_000);
        var report = await bench.Hub.RunOnceAsync();
        // Where it was done after all the next round has found that out.
        Assert.Equal(
            isDone ? [] : ["tax voided-taxes"],
            report.SourceFaults.Select(x => $"{x.System} {x.Feed}")
        );

        bench.Mend();
        report = await bench.Hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        Assert.Contains("TO-K-2-001 Cancelled 5000.00 + 1000.00", await bench.TaxedAsync());
    }

    [Fact]
    public async Task What_is_reported_already_is_finances_until_it_is_taken_back_by_hand()
    {
        await using var bench = await TaxBench.StartWithOctoberAsync();
        await bench.Hub.RunOnceAsync();
        await bench.SetAsync("POST", Locking, """{"isLocked":true}""");
        await bench.Hub.VoidAsync("TO-K-2-001");

        await bench.Hub.RunOnceAsync();
        await bench.Hub.RunOnceAsync();

        Assert.Contains("TO-K-2-001 Committed 5000.00 + 1000.00", await bench.TaxedAsync());
        var waiting = Assert.Single(await bench.Hub.OwnedAsync("DELIVERY_REFUSED"));
        Assert.StartsWith("finance rejected/", waiting, StringComparison.Ordinal);
        var (_, shown, _) = await bench.Hub.TieoutAsync("exceptions", "list");
        Assert.Contains("DELIVERY_REFUSED", shown, StringComparison.Ordinal);

        await bench.SetAsync(
            "POST",
            "api/v2/transactions/create",
            """
            {"code":"TO-K-2-001","type":"ReturnInvoice","companyCode":"DEFAULT","date":"2026-11-02",
             "customerCode":"C-1","currencyCode":"GBP","commit":true,
             "addresses":{"singleLocation":{"country":"GB"}},
             "lines":[{"number":"1","amount":-5000,"taxCode":"P0000000"}]}
            """
        );
        await bench.Hub.RunOnceAsync();

        Assert.Equal([], await bench.Hub.OwnedAsync("DELIVERY_REFUSED"));
    }
}
