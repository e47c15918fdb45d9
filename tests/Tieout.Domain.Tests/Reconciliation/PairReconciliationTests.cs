using CsCheck;
using Tieout.Domain.Reconciliation;

namespace Tieout.Domain.Tests.Reconciliation;

public sealed class PairReconciliationTests
{
    private static readonly LocalDate CutOff = new(2025, 1, 31);
    private static readonly PairRules Rules = new(0.02m, CutOff, ["currency"]);

    private static readonly Gen<ReconciledItem> Items = Gen.Select(
        Gen.Int[0, 6],
        Gen.Int[-500, 500],
        Gen.Int[-3, 3],
        Gen.Bool,
        (key, cents, days, isEur) =>
            Item($"K{key}", cents / 100m, CutOff.PlusDays(days), isEur ? "EUR" : "USD")
    );

    [Fact]
    public void A_cent_within_tolerance_is_summed_up_and_a_late_item_is_timing()
    {
        // 50.01 against 50.00 is tolerated; 20.00 of February is missing on the right: timing
        var result = PairReconciliation.Of(
            [Item("b", 50.01m, CutOff), Item("c", 20m, CutOff.PlusDays(1))],
            [Item("b", 50.00m, CutOff)],
            Rules
        );

        Assert.Equal((1, 0.01m), (result.Matched, result.WithinTolerance));
        Assert.Equal(BreakClass.Timing, Assert.Single(result.Breaks).Class);
        Assert.Equal(20.01m, result.Explained);
    }

    [Fact]
    public void Every_difference_is_explained_and_every_key_is_matched_or_broken_once()
    {
        Gen.Select(Items.Array[0, 10], Items.Array[0, 10])
            .Sample(
                (left, right) =>
                {
                    var result = PairReconciliation.Of(left, right, Rules);
                    var mirrored = PairReconciliation.Of(right, left, Rules);
                    var keys = left.Concat(right).Select(item => item.Key).Distinct();

                    Assert.Equal(result.Difference, result.Explained);
                    Assert.Equal(keys.Count(), result.Matched + result.Breaks.Count);
                    Assert.Equal(result.Difference, -mirrored.Difference);
                    Assert.Equal(result.Matched, mirrored.Matched);
                }
            );
    }

    [Fact]
    public void A_balance_that_does_not_roll_forward_says_by_how_much()
    {
        // 500 + 1,200 - 950 = 750; reported 740
        var balance = new RollForward(500m, [1200m], [900m, 50m], 740m);

        Assert.Equal((750m, -10m), (balance.ExpectedClosing, balance.Difference));
        Assert.False(balance.IsBalanced);
        Assert.True(new Conservation(10m, [4m, 6m]).IsBalanced);
    }

    [Fact]
    public void Days_sales_outstanding_counts_back_from_the_newest_month()
    {
        // 212 = 100 (30 days) + 80 (30 days) + 32 of 70 (30 x 32 / 70 = 13.714...)
        var (days, unexplained) = Indicators.CountBack(212m, [(100m, 30m), (80m, 30m), (70m, 30m)]);

        Assert.Equal(73.7m, decimal.Round(days, 1, MidpointRounding.AwayFromZero));
        Assert.Equal(0m, unexplained);
    }

    [Fact]
    public void A_division_by_zero_has_no_value_and_is_not_zero()
    {
        Assert.Null(Indicators.Margin(0m, 10m));
        Assert.Null(Indicators.Utilisation(5m, 0m));
        Assert.Equal((null, null), Indicators.Resolution([]));
        Assert.Equal((5m, 4m), Indicators.Resolution([9m, 4m, 2m]));
    }

    private static ReconciledItem Item(
        string key,
        decimal amount,
        LocalDate date,
        string currency = "EUR"
    ) =>
        new(
            key,
            amount,
            date,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["currency"] = currency }
        );
}
