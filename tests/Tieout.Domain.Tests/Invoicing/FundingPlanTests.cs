using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Funding;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class FundingPlanTests
{
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");

    [Fact]
    public void Two_sources_share_until_one_of_them_runs_out()
    {
        // A has 30 left: together they can take 60; the other 40 find nobody
        var plan = new FundingPlan(
            [new FundingRule(1, "A", 50m), new FundingRule(1, "B", 50m)],
            new Dictionary<string, Money>(StringComparer.Ordinal) { ["A"] = Of(30m) }
        );

        var shares = plan.Fund(Of(100m)).Shares;

        Assert.Equal(Of(30m), shares.Shares["A"]);
        Assert.Equal(Of(30m), shares.Shares["B"]);
        Assert.Equal(Of(40m), shares.Unfunded);
    }

    [Fact]
    public void Two_rules_of_one_source_at_one_priority_do_not_pass_its_limit()
    {
        // Found by the property below, seed 5Tixt9t-sh82: 9 % and 89 % of F0 passed its 533.20.
        var plan = new FundingPlan(
            [new FundingRule(2, "F0", 9m), new FundingRule(2, "F0", 89m)],
            new Dictionary<string, Money>(StringComparer.Ordinal) { ["F0"] = Of(533.20m) }
        );

        var (next, shares) = plan.Fund(Of(985.30m));

        Assert.Equal(Of(0m), next.Remaining["F0"]);
        Assert.Equal(Of(452.10m), shares.Unfunded);
    }

    [Fact]
    public void A_source_that_was_used_beyond_its_limit_pays_nothing_and_gets_nothing_back()
    {
        // F0 is 10 over: F1 pays the 100, and F0 is still 10 over
        var plan = new FundingPlan(
            [new FundingRule(1, "F0", 100m), new FundingRule(2, "F1", 100m)],
            new Dictionary<string, Money>(StringComparer.Ordinal) { ["F0"] = Of(-10m) }
        );

        var (next, shares) = plan.Fund(Of(100m));

        Assert.Equal(Of(0m), shares.Of("F0"));
        Assert.Equal(Of(100m), shares.Of("F1"));
        Assert.Equal(Of(-10m), next.Remaining["F0"]);
    }

    [Fact]
    public void Shares_and_the_unfunded_rest_are_the_transaction_and_no_limit_is_passed()
    {
        Gen.Select(
                Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3], Gen.Int[1, 100]).Array[1, 6],
                Gen.Int[-20_000, 100_000].Array[3],
                Gen.Int[0, 200_000].Array[1, 6]
            )
            .Sample(
                (rules, limits, amounts) =>
                {
                    string Name(int i) => $"F{i}";
                    var plan = new FundingPlan(
                        [.. rules.Select(r => new FundingRule(r.Item1, Name(r.Item2), r.Item3))],
                        limits
                            .Select((limit, i) => (Name(i), Of(limit / 100m)))
                            .ToDictionary(x => x.Item1, x => x.Item2, StringComparer.Ordinal),
                        Name(0)
                    );
                    foreach (var amount in amounts.Select(cents => Of(cents / 100m)))
                    {
                        (plan, var shares) = plan.Fund(amount);

                        Assert.Equal(
                            amount,
                            Money.Sum(Usd, shares.Shares.Values) + shares.Unfunded
                        );
                        Assert.All(shares.Shares.Values, x => Assert.True(x.Amount > 0m));
                        Assert.All(
                            plan.Remaining,
                            left =>
                                Assert.True(left.Value.Amount >= 0m || shares.Of(left.Key).IsZero)
                        );
                    }
                }
            );
    }

    private static Money Of(decimal amount) => new(amount, Usd);
}
