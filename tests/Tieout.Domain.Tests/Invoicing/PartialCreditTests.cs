using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Credits;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class PartialCreditTests
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");

    [Theory]
    [InlineData(100, 120, 50, 0)]
    [InlineData(-100, 0, -50, -50)]
    [InlineData(-100, -80, -50, -20)]
    [InlineData(-100, -120, -50, 0)]
    [InlineData(100, 0, -50, 0)]
    public void A_credit_is_between_nothing_and_what_is_left(
        int line,
        int credited,
        int wanted,
        int net
    )
    {
        var credit = PartialCredit.Of(Of(wanted), Of(line), Of(credited), 10m);

        Assert.Equal((Of(net), Of(net / 10m)), (credit.Net, credit.Tax));
        Assert.Equal(net != wanted, credit.IsLimited);
    }

    [Fact]
    public void Credits_on_a_line_never_exceed_the_line_and_never_charge()
    {
        Gen.Select(Gen.Int[-90_000, 90_000], Gen.Int[-50_000, 50_000].Array[1, 8])
            .Sample(
                (line, wanted) =>
                {
                    var credited = Money.Zero(Eur);
                    foreach (var cents in wanted)
                    {
                        var credit = PartialCredit.Of(
                            Of(cents / 100m),
                            Of(line / 100m),
                            credited,
                            8.875m
                        );
                        Assert.Equal(credit.IsLimited, credit.Net != Of(cents / 100m));
                        Assert.True(credit.Net.Amount * line >= 0m);
                        credited += credit.Net;
                    }

                    Assert.True(Math.Abs(credited.Amount) <= Math.Abs(line / 100m));
                }
            );
    }

    private static Money Of(decimal amount) => new(amount, Eur);
}
