using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Revenue;

namespace Tieout.Domain.Tests.Revenue;

public sealed class RevenueTests
{
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");

    [Fact]
    public void A_suspended_month_earns_nothing()
    {
        // January 31 and March 31 active days: 900 / 2 each
        var periods = StraightLine.Spread(
            Of(900m),
            new DateInterval(new(2025, 1, 1), new(2025, 3, 31)),
            StraightLineGrain.Day,
            [new DateInterval(new(2025, 2, 1), new(2025, 2, 28))]
        );

        Assert.Equal([Of(450m), Of(450m)], periods.Select(period => period.Revenue));
    }

    [Fact]
    public void Straight_line_revenue_adds_up_to_the_amount()
    {
        Gen.Select(
                Gen.Int[-1_000_000, 10_000_000],
                Gen.Int[0, 800],
                Gen.Enum<StraightLineGrain>(),
                Gen.Select(Gen.Int[1, 800], Gen.Int[0, 60]).Array[0, 3]
            )
            .Sample(
                (cents, days, grain, pauses) =>
                {
                    var start = new LocalDate(2024, 1, 15);
                    var periods = StraightLine.Spread(
                        Of(cents / 100m),
                        new DateInterval(start, start.PlusDays(days)),
                        grain,
                        [
                            .. pauses.Select(p => new DateInterval(
                                start.PlusDays(p.Item1),
                                start.PlusDays(p.Item1 + p.Item2)
                            )),
                        ]
                    );

                    Assert.Equal(cents / 100m, periods.Sum(period => period.Revenue.Amount));
                }
            );
    }

    [Fact]
    public void A_loss_is_provided_for_at_once()
    {
        // price 100, expected cost 120, cost 60: half done, revenue 50, margin -10;
        // the whole loss of 20 less the 10 in the margin is provided for
        var revenue = ProgressRevenue.Of(
            new ProgressEstimate(60m, 120m, Of(100m)),
            Money.Zero(Usd)
        );

        Assert.Equal((50m, Of(50m)), (revenue.Percent, revenue.RevenueToDate));
        Assert.Equal((Of(-10m), Of(10m)), (revenue.Margin, revenue.LossProvision));
    }

    [Fact]
    public void Revenue_by_progress_ends_at_the_price_whatever_the_estimates_were()
    {
        Gen.Select(
                Gen.Int[1, 1_000_000],
                Gen.Select(Gen.Int[0, 1_000], Gen.Int[1_000, 2_000]).Array[1, 6]
            )
            .Sample(
                (cents, estimates) =>
                {
                    var price = Of(cents / 100m);
                    var recognised = Money.Zero(Usd);
                    foreach (var (toDate, total) in estimates.Append((1_000, 1_000)))
                    {
                        var revenue = ProgressRevenue.Of(
                            new ProgressEstimate(toDate, total, price),
                            recognised
                        );
                        recognised += revenue.RevenueOfPeriod;
                        Assert.Equal(recognised, revenue.RevenueToDate);
                    }

                    Assert.Equal(price, recognised);
                }
            );
    }

    [Fact]
    public void A_changed_contract_recognises_its_new_price_in_all()
    {
        Gen.Select(Gen.Int[0, 900_000], Gen.Int[0, 900_000], Gen.Int[0, 36], Gen.Bool)
            .Sample(
                (recognised, price, done, catchesUp) =>
                {
                    var contract = new ModifiedPart(
                        Of(price / 100m),
                        Of(recognised / 100m),
                        done,
                        36m
                    );
                    var modification = catchesUp
                        ? ContractModification.CumulativeCatchUp(contract)
                        : ContractModification.Prospective(contract);

                    Assert.Equal(
                        contract.NewPrice,
                        contract.Recognised + modification.CatchUp + modification.Remaining!.Value
                    );
                }
            );
    }

    [Fact]
    public void An_expected_rebate_takes_effect_on_all_units_so_far()
    {
        // 75 x 480 = 36,000; then 300 x 432 = 129,600: 93,600 more
        var first = VariableConsideration.None(Usd).After(75m, Of(480m));
        var second = first.After(225m, Of(432m));

        Assert.Equal(Of(93_600m), second.RevenueToDate - first.RevenueToDate);
        Assert.Equal(Of(400m), second.LiabilityFor(Of(130_000m)));
    }

    [Fact]
    public void A_contract_is_an_asset_or_a_liability_and_never_both()
    {
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[-1000, 1000])
            .Sample(
                (recognised, billed) =>
                {
                    var position = new ContractPosition(Of(recognised), Of(billed));

                    Assert.True(position.Asset.IsZero || position.Liability.IsZero);
                    Assert.Equal(Of(recognised - billed), position.Asset - position.Liability);
                }
            );
    }

    private static Money Of(decimal amount) => new(amount, Usd);
}
