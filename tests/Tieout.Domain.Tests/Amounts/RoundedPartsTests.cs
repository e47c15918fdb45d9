using CsCheck;
using Tieout.Domain.Amounts;

namespace Tieout.Domain.Tests.Amounts;

public sealed class RoundedPartsTests
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");
    private static readonly Gen<decimal> Cents = Gen.Int[-1_000_000, 1_000_000]
        .Select(c => c / 100m);

    [Fact]
    public void Three_equal_parts_of_ten_thousand_leave_the_odd_cent_with_the_first()
    {
        // 10,000 / 3 = 3,333.33 and a cent left
        Assert.Equal(
            [3333.34m, 3333.33m, 3333.33m],
            new Money(10_000m, Eur).Allocate([1m, 1m, 1m]).Select(part => part.Amount)
        );
    }

    [Fact]
    public void A_split_loses_nothing_and_a_credit_mirrors_its_invoice()
    {
        Gen.Select(Cents, Gen.Int[0, 50].Select(w => (decimal)w).Array[1, 8])
            .Where((_, weights) => weights.Sum() > 0m)
            .Sample(
                (total, weights) =>
                {
                    var parts = new Money(total, Eur).Allocate(weights);
                    var mirrored = new Money(-total, Eur).Allocate(weights);

                    Assert.Equal(total, parts.Sum(part => part.Amount));
                    Assert.Equal(
                        parts.Select(part => -part.Amount),
                        mirrored.Select(p => p.Amount)
                    );
                    Assert.All(
                        parts.Zip(weights).Where(x => x.Second == 0m),
                        x => Assert.Equal(0m, x.First.Amount)
                    );
                }
            );
    }

    [Fact]
    public void Three_small_amounts_convert_to_parts_of_the_converted_total()
    {
        // 30.30 x 149.55 = 4,531.365 -> 4,531 yen; each 1,510.455 -> 1,510, one yen to the first
        var converted = CurrencyConversion.Tied(
            CurrencyCode.Parse("JPY"),
            149.55m,
            [10.10m, 10.10m, 10.10m]
        );

        Assert.Equal(4531m, converted.Total.Amount);
        Assert.Equal([1511m, 1510m, 1510m], converted.Parts.Select(part => part.Amount));
    }

    [Fact]
    public void Converted_parts_add_up_and_none_is_a_unit_or_more_away()
    {
        Gen.Select(Cents.Array[1, 8], Gen.Int[1, 30_000].Select(r => r / 10_000m))
            .Sample(
                (amounts, rate) =>
                {
                    var converted = CurrencyConversion.Tied(Eur, rate, amounts);

                    Assert.Equal(converted.Total.Amount, converted.Parts.Sum(p => p.Amount));
                    Assert.All(
                        converted.Parts.Zip(amounts),
                        x => Assert.True(Math.Abs(x.First.Amount - (x.Second * rate)) < 0.01m)
                    );
                }
            );
    }
}
