using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Periods;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class ProrationTests
{
    private static readonly Gen<LocalDate> Days = Gen.Int[0, 1500]
        .Select(days => new LocalDate(2023, 1, 1).PlusDays(days));

    [Fact]
    public void Half_of_a_thirty_day_month_is_half_of_the_fee()
    {
        // 16 to 30 April: 15 of 30 days; 6,000 x 15 / 30 = 3,000
        var proration = Proration.Between(
            new DateInterval(new(2025, 4, 1), new(2025, 4, 30)),
            new DateInterval(new(2025, 4, 16), new(2025, 12, 31)),
            ProrationMethod.ActualDays
        );

        Assert.Equal(new Proration(15, 30), proration);
        Assert.Equal(3000m, proration.Of(new Money(6000m, CurrencyCode.Parse("EUR"))).Amount);
    }

    [Fact]
    public void Adjacent_parts_of_a_period_have_as_many_days_as_the_whole()
    {
        Gen.Select(Days, Days, Days, Gen.Bool)
            .Sample(
                (a, b, c, isFixed) =>
                {
                    LocalDate[] sorted = [.. new[] { a, b, c }.Order()];
                    var (start, cut, end) = (sorted[0], sorted[1], sorted[2].PlusDays(1));
                    var period = new DateInterval(start, end);
                    var method = isFixed ? ProrationMethod.Fixed30 : ProrationMethod.ActualDays;
                    var first = Proration.Between(period, new(start, cut), method);
                    var rest = Proration.Between(period, new(cut.PlusDays(1), end), method);

                    Assert.Equal(first.DaysInPeriod, first.Days + rest.Days);
                }
            );
    }

    [Fact]
    public void Anniversary_periods_follow_each_other_without_gap_or_overlap()
    {
        Gen.Select(Days, Gen.Int[0, 40])
            .Sample(
                (anchor, number) =>
                    Assert.Equal(
                        AnniversaryPeriods.Number(anchor, number).End.PlusDays(1),
                        AnniversaryPeriods.Number(anchor, number + 1).Start
                    )
            );
    }
}
