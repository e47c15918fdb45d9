using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Tests.BillableEvents;

public sealed class RetainerTests
{
    [Fact]
    public void Unused_hours_are_carried_up_to_the_limit_and_the_rest_expires()
    {
        // 8 granted, 3 used, 5 left: 4 carried, 1 expires
        var rollover = new Rollover(IsEnabled: true, Effort.OfHours(4m), ExpirePeriods: 1);

        var (_, use) = HourPool.Empty.Settle(
            Effort.OfHours(8m),
            Effort.OfHours(3m),
            rollover,
            ConsumptionOrder.RolloverFirst
        );

        Assert.Equal((4m, 1m), (use.Carried.Hours, use.Expired.Hours));
    }

    [Fact]
    public void Hours_with_an_endless_fraction_are_used_carried_or_expired_exactly()
    {
        // Found by worked cases: 27 digits of a third and then a sum with fewer decimals.
        Gen.Select(Gen.Int[0, 900], Gen.Int[0, 900])
            .Array[1, 6]
            .Sample(periods =>
            {
                var pool = HourPool.Empty;
                var rollover = new Rollover(IsEnabled: true, Effort.OfHours(100m / 7m), 2);
                foreach (var (granted, used) in periods)
                {
                    var carriedIn = Effort.Sum(pool.Carried.Select(grant => grant.Left));
                    (pool, var use) = pool.Settle(
                        Effort.OfHours(granted / 7m),
                        Effort.OfHours(used / 9m),
                        rollover,
                        ConsumptionOrder.RolloverFirst
                    );

                    Assert.Equal(Effort.OfHours(granted / 7m) + carriedIn, use.Available);
                    Assert.Equal(use.Available, use.Used - use.Overage + use.Carried + use.Expired);
                }
            });
    }

    [Fact]
    public void Granted_and_carried_hours_are_used_carried_or_expired()
    {
        var rollovers = Gen.Select(
            Gen.Bool,
            Gen.Int[0, 20],
            Gen.Int[0, 3],
            (isEnabled, max, periods) =>
                new Rollover(
                    isEnabled,
                    max > 15 ? null : Effort.OfHours(max),
                    periods == 3 ? null : periods
                )
        );
        Gen.Select(
                rollovers,
                Gen.Enum<ConsumptionOrder>(),
                Gen.Select(Gen.Int[0, 600], Gen.Int[0, 900]).Array[1, 8]
            )
            .Sample(
                (rollover, order, periods) =>
                {
                    var pool = HourPool.Empty;
                    foreach (var (granted, used) in periods)
                    {
                        var carriedIn = Effort.Sum(pool.Carried.Select(grant => grant.Left));
                        var (next, use) = pool.Settle(
                            Effort.OfMinutes(granted),
                            Effort.OfMinutes(used),
                            rollover,
                            order
                        );

                        Assert.Equal(Effort.OfMinutes(granted) + carriedIn, use.Available);
                        Assert.Equal(
                            use.Available,
                            use.Used - use.Overage + use.Carried + use.Expired
                        );
                        Assert.True(rollover.Max is null || use.Carried <= rollover.Max);
                        Assert.True(use.Overage.IsZero || use.Carried.IsZero);
                        pool = next;
                    }
                }
            );
    }

    [Fact]
    public void Graduated_use_of_150_costs_100_at_one_and_50_at_a_half()
    {
        // 100 x 1.00 + 50 x 0.50 = 125; all 150 at 0.50 = 75
        ValueList<PriceTier> tiers = [new PriceTier(100m, 1m), new PriceTier(null, 0.5m)];

        Assert.Equal(125m, new UsagePrice.Graduated(tiers).AmountFor(150m));
        Assert.Equal(75m, new UsagePrice.Volume(tiers).AmountFor(150m));
        Assert.Equal(10m, new UsagePrice.Package(100m, 5m, Free: 100m).AmountFor(201m));
    }

    [Fact]
    public void Graduated_use_costs_the_same_in_one_step_and_unit_by_unit()
    {
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[0, 60])
            .Sample(
                (first, second, quantity) =>
                {
                    var price = new UsagePrice.Graduated([
                        new PriceTier(first, 3m),
                        new PriceTier(first + second, 2m),
                        new PriceTier(null, 1m),
                    ]);
                    var byUnit = Enumerable
                        .Range(1, quantity)
                        .Sum(unit =>
                            unit <= first ? 3m
                            : unit <= first + second ? 2m
                            : 1m
                        );

                    Assert.Equal(byUnit, price.AmountFor(quantity));
                }
            );
    }
}
