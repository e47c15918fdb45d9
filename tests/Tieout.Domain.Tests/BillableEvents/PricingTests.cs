using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Expenses;
using Tieout.Domain.BillableEvents.Pricing;

namespace Tieout.Domain.Tests.BillableEvents;

public sealed class PricingTests
{
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");

    [Fact]
    public void Twenty_minutes_cost_a_third_unless_the_contract_rounds_hours_first()
    {
        // 1,200 s x 90 / 3,600 = 30.00; rounded to 0.33 h first: 29.70
        var effort = Effort.OfMinutes(20m);

        Assert.Equal(30.00m, TimePrice.Of(effort, 90m, 1m, hourDigits: null, 2).Amount);
        Assert.Equal(29.70m, TimePrice.Of(effort, 90m, 1m, hourDigits: 2, 2).Amount);
    }

    [Fact]
    public void A_sheet_that_is_billed_above_its_value_is_billed_and_not_partly()
    {
        // 0.44 + 0.42 of 0.44 = 195.45...%; 0.43 of 0.44 = 97.72...%
        var above = BilledShare.Of([new BilledPart(0.44m, 0.44m), new BilledPart(0m, 0.42m)]);
        var below = BilledShare.Of([new BilledPart(0.44m, 0.43m)]);

        Assert.Equal(
            (BilledStatus.Billed, BilledStatus.PartiallyBilled),
            (above.Status, below.Status)
        );
    }

    [Fact]
    public void A_receipt_with_tax_costs_its_net_and_the_tax_the_firm_does_not_get_back()
    {
        // 119 / 1.19 = 100; half of 19 stays: 109.50; 10 % more: 120.45
        var price = ExpensePrice.Of(
            new Money(119m, Usd),
            taxPercent: 19m,
            nondeductiblePercent: 50m,
            markupPercent: 10m,
            includesTax: true,
            taxIsCost: false
        );

        Assert.Equal((109.50m, 120.45m), (price.Cost.Amount, price.Sales.Amount));
    }

    [Fact]
    public void An_expense_without_markup_is_charged_at_cost()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 2_500], Gen.Int[0, 100], Gen.Bool, Gen.Bool)
            .Sample(
                (cents, tax, kept, includes, isCost) =>
                {
                    var amount = new Money(cents / 100m, Usd);
                    var price = ExpensePrice.Of(amount, tax / 100m, kept, 0m, includes, isCost);

                    Assert.Equal(price.Cost, price.Sales);
                }
            );
    }

    [Fact]
    public void Meals_that_were_provided_reduce_the_allowance()
    {
        // 2 days x (100 + 60 + 5) = 330; one breakfast: 60 x 20 % = 12
        var allowance = PerDiem.Of(
            2m,
            new Money(100m, Usd),
            new Money(60m, Usd),
            new Money(5m, Usd),
            [(1m, 20m)]
        );

        Assert.Equal(318m, allowance.Payable.Amount);
    }

    [Fact]
    public void A_sheet_is_billed_only_when_all_of_its_value_is()
    {
        Gen.Select(Gen.Int[1, 10_000], Gen.Int[0, 100])
            .Array[1, 5]
            .Sample(rows =>
            {
                var share = BilledShare.Of([
                    .. rows.Select(r => new BilledPart(r.Item1, r.Item1 * r.Item2 / 100m)),
                ]);
                var isBilled = rows.All(row => row.Item2 == 100);
                var isUnbilled = rows.All(row => row.Item2 == 0);

                Assert.Equal(isBilled, share.Status is BilledStatus.Billed);
                Assert.Equal(isUnbilled, share.Status is BilledStatus.Unbilled);
            });
    }
}
