using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>
/// What a customer keeps back, and what was paid before: K-1's October is 150 h x 120.00 =
/// 18,000.00 and 3,600.00 tax, 5 % of the net are kept back and 2,000.00 were paid in advance.
/// </summary>
public sealed class DeductionsTests
{
    [Fact]
    public async Task A_retention_and_an_advance_reach_the_ledger_and_the_rest_is_paid()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. October, .. SmallFirm.DeductionAccounts]);
        await bench.RunOnceAsync();

        Assert.Contains("TO-K-1-001 posted 18000.00 + 3600.00", await bench.DocumentsAsync());
        // 21,600.00 - 900.00 - 2,000.00.
        Assert.Equal(
            ["UK 1100 GBP 18700.00", "UK 1150 GBP 900.00", "UK 2410 GBP 2000.00"],
            await bench.AskAsync(
                "SELECT legal_entity, account, currency, printf('%.2f', SUM(debit) / 100.0) "
                    + "FROM journal WHERE document = 'TO-K-1-001' AND debit > 0 "
                    + "GROUP BY 1, 2, 3 ORDER BY 2"
            )
        );
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
        Assert.Equal([], await bench.DifferencesAsync());

        await bench.PayAsync("TO-K-1-001", 18_700m);
        await bench.RunOnceAsync();

        Assert.Contains("TO-K-1-001 paid 18000.00 + 3600.00", await bench.DocumentsAsync());
        Assert.Equal(
            ["paid"],
            await bench.AskAsync("SELECT status FROM document WHERE reference = 'TO-K-1-001'")
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_was_kept_back_is_released_and_what_is_contested_waits_for_finance()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. October, .. SmallFirm.DeductionAccounts]);
        await bench.RunOnceAsync();
        string[] why = ["--because", "handed over", "--by", "paul"];

        Assert.Equal(
            0,
            (await bench.TieoutAsync(["invoice", "release", "TO-K-1-001", .. why])).Code
        );
        Assert.Equal(
            2,
            (await bench.TieoutAsync(["invoice", "release", "TO-K-1-001", .. why])).Code
        );
        string[] dispute = ["invoice", "dispute", "TO-K-1-001", "--amount", "450", .. why];
        Assert.Equal(0, (await bench.TieoutAsync(dispute)).Code);

        // 18,700.00 and the 900.00 that were kept back.
        Assert.Equal(
            ["UK 1100 GBP 19600.00", "UK 1150 GBP 0.00"],
            await bench.AskAsync(
                "SELECT legal_entity, account, currency, printf('%.2f', SUM(debit - credit) / 100.0) "
                    + "FROM journal WHERE document = 'TO-K-1-001' AND account IN ('1100', '1150') "
                    + "GROUP BY 1, 2, 3 ORDER BY 2"
            )
        );
        var disputed = Assert.Single(await bench.OwnedAsync("INVOICE_DISPUTED"));
        Assert.Contains("450", disputed, StringComparison.Ordinal);
        // The ledger is told of the release by hand.
        Assert.Contains(
            "DEDUCTION_DIFFERS_IN_TARGET",
            Assert.Single(await bench.DifferencesAsync()),
            StringComparison.Ordinal
        );

        Assert.Equal(
            0,
            (await bench.TieoutAsync(["invoice", "resolve", "TO-K-1-001", .. why])).Code
        );
        Assert.Equal([], await bench.OwnedAsync("INVOICE_DISPUTED"));
    }

    [Fact]
    public async Task Without_an_account_for_it_the_work_waits_for_finance()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop(October);
        await bench.RunOnceAsync();
        Assert.NotEmpty(await bench.OwnedAsync("GL_MAPPING_MISSING"));
        Assert.DoesNotContain(
            await bench.DocumentsAsync(),
            x => x.StartsWith("TO-K-1-", StringComparison.Ordinal)
        );

        bench.Drop(SmallFirm.DeductionAccounts);
        bench.Today = new LocalDate(2026, 12, 2);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("GL_MAPPING_MISSING"));
        Assert.Contains("TO-K-1-001 posted 18000.00 + 3600.00", await bench.DocumentsAsync());
    }

    [Fact]
    public async Task A_credit_memo_gives_back_its_part_of_both()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. October, .. SmallFirm.DeductionAccounts]);
        await bench.RunOnceAsync();

        // 3 h in place of 1 h.
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        bench.Today = new LocalDate(2026, 12, 2);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("DELIVERY_REFUSED", "DELIVERY_PENDING"));
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
    }

    private static IEnumerable<CanonicalFact> October =>
        SmallFirm
            .MasterRecords.Select(x =>
                x is Contract { Id.Value: "K-1" } k
                    ? k with
                    {
                        Terms = k.Terms with
                        {
                            RetentionPercent = 5m,
                            Prepaid = new Money(2_000m, SmallFirm.Gbp),
                        },
                    }
                    : x
            )
            .Concat(SmallFirm.OctoberWork);
}
