using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Which runs there are, and what becomes of those that a contract refuses.</summary>
public sealed class BillingRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_another_invoice_date_it_is_another_run_and_bills_what_is_ready_since()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await ListRunsAsync(bench, "2026-10-31");
        await bench.RunOnceAsync();
        bench.Drop(SmallFirm.Time(900, "P-1", 2m));
        await bench.RunOnceAsync();
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());

        await ListRunsAsync(bench, "2026-11-01");
        await bench.RunOnceAsync();
        await bench.RunOnceAsync();

        Assert.Equal(
            [.. SmallFirm.OctoberDocuments, "TO-K-1-002 posted 240.00 + 48.00"],
            (await bench.DocumentsAsync()).OrderBy(x =>
                x.Contains("-002", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task What_several_runs_refuse_for_one_reason_is_one_row_with_what_is_ready()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([
            .. SmallFirm.MasterRecords.Select(x =>
                x is Contract { Id.Value: "K-1" } k
                    ? k with
                    {
                        Terms = k.Terms with
                        {
                            PurchaseOrder = "PO-1",
                            Order = new PurchaseOrderTerms(Limit: new Money(100m, SmallFirm.Gbp)),
                        },
                    }
                    : x
            ),
            .. SmallFirm.OctoberWork,
        ]);
        bench.Today = new LocalDate(2027, 1, 4);
        await bench.RunOnceAsync();

        Assert.Equal(["3"], await bench.AskAsync("SELECT COUNT(*) FROM set_aside"));
        // 150 h x 120.00.
        Assert.Equal(
            ["salesops set-aside/K-1/1 18000.00 GBP"],
            await bench.OwnedAsync("PO_LIMIT_EXCEEDED")
        );
    }

    private static async Task ListRunsAsync(HubBench bench, string invoiceDate)
    {
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        var end = text.IndexOf("  runs:", StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            $"{text[..end]}  runs:\n  - through: 2026-10-31\n    invoiceDate: {invoiceDate}\n",
            Cancellation
        );
    }
}
