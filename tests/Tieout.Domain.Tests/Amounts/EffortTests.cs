using CsCheck;
using Tieout.Domain.Amounts;

namespace Tieout.Domain.Tests.Amounts;

public sealed class EffortTests
{
    [Fact]
    public void A_third_of_an_hour_with_all_its_digits_is_twenty_minutes() =>
        Assert.Equal(Effort.OfMinutes(20m), Effort.OfHours(1m / 3m));

    [Fact]
    public void What_is_taken_of_an_effort_leaves_exactly_the_rest() =>
        Gen.Select(Gen.Int[1, 9_999], Gen.Int[1, 97], Gen.Int[1, 9_999], Gen.Int[1, 97])
            .Sample(
                (hours, each, part, other) =>
                {
                    var (whole, taken) = (
                        Effort.OfHours((decimal)hours / each),
                        Effort.OfHours((decimal)part / other)
                    );

                    Assert.Equal(whole, whole - taken + taken);
                }
            );
}
