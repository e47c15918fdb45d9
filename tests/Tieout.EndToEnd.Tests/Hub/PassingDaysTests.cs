using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What a day that begins changes, though no system has told anything.</summary>
public sealed class PassingDaysTests
{
    [Fact]
    public async Task A_rate_counts_from_the_day_from_which_it_is_known()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Today = new LocalDate(2026, 10, 20);
        var raised = new RateLine(
            "raised",
            150m,
            RateMatch.Everything,
            KnownFrom: new LocalDate(2026, 10, 22)
        );
        bench.Drop([
            .. SmallFirm.MasterRecords.Where(x => x is not RateCard),
            SmallFirm.RateCard with
            {
                Lines = [raised],
            },
            SmallFirm.Time(1, "P-1", 2m),
        ]);

        await bench.RunOnceAsync();
        Assert.Equal(["ready 240.00"], await ValuesAsync(bench));
        bench.Today = new LocalDate(2026, 10, 21);
        await bench.RunOnceAsync();
        Assert.Equal(["ready 240.00"], await ValuesAsync(bench));
        bench.Today = new LocalDate(2026, 10, 22);
        await bench.RunOnceAsync();

        Assert.Equal(["ready 300.00"], await ValuesAsync(bench));
    }

    [Theory]
    [InlineData("", 7, "ready 80.00")]
    [InlineData("", 8, "blocked FX_RATE_MISSING")]
    [InlineData("\nreadiness: { exchangeRateAgeMax: 31 }\n", 31, "ready 80.00")]
    [InlineData("\nreadiness: { exchangeRateAgeMax: 31 }\n", 32, "blocked FX_RATE_MISSING")]
    [InlineData("\nreadiness: { exchangeRateAgeMax: 0 }\n", 0, "ready 80.00")]
    [InlineData("\nreadiness: { exchangeRateAgeMax: 0 }\n", 1, "blocked FX_RATE_MISSING")]
    public async Task An_exchange_rate_grows_too_old_to_count(
        string settings,
        int days,
        string expected
    )
    {
        await using var bench = await HubBench.StartAsync();
        await File.AppendAllTextAsync(
            bench.ConfigFile,
            settings,
            TestContext.Current.CancellationToken
        );
        var spent = new LocalDate(2026, 10, 15);
        var usd = CurrencyCode.Parse("USD");
        var line = ContractLineId.Parse("X");
        bench.Today = spent;
        bench.Drop([
            .. SmallFirm.MasterRecords.Where(x => x is not Contract { Id.Value: "K-1" }),
            .. SmallFirm
                .MasterRecords.OfType<Contract>()
                .Where(x => x.Id.Value is "K-1")
                .Select(x =>
                    x with
                    {
                        Terms = x.Terms with
                        {
                            Lines = [new ContractLine.Reimbursables(line, LineScope.Everything)],
                        },
                    }
                ),
            new ExchangeRate(usd, SmallFirm.Gbp, spent.PlusDays(-days), 1, 0.8m),
            new Expense(
                WorkId.Parse("expense/chronos/1"),
                1,
                ProjectCode.Parse("P-1"),
                ResourceCode.Parse("R-1"),
                spent,
                new Money(100m, usd),
                Money.Zero(usd),
                ApprovalStatus.Approved
            ),
        ]);

        await bench.RunOnceAsync();

        Assert.Equal([expected], await ValuesAsync(bench));
    }

    private static Task<IReadOnlyList<string>> ValuesAsync(HubBench bench) =>
        bench.AskAsync(
            "SELECT stage, CASE WHEN amount IS NULL THEN reasons ELSE printf('%.2f', amount / 100.0) END "
                + "FROM slice"
        );
}
