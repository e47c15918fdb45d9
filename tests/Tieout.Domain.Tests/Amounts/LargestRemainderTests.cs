using CsCheck;
using Tieout.Domain.Amounts;

namespace Tieout.Domain.Tests.Amounts;

public sealed class LargestRemainderTests
{
    [Fact]
    public void The_parts_add_up_and_none_is_a_unit_off_its_exact_share() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Decimal[0.001m, 1_000m].Array[1, 30])
            .Sample(
                (cents, weights) =>
                {
                    var total = cents * 0.01m;
                    var parts = LargestRemainder.Allocate(total, weights, 2);

                    Assert.Equal(total, parts.Sum());
                    var sum = weights.Sum();
                    Assert.All(
                        parts.Zip(weights),
                        x => Assert.InRange(x.First - (total / sum * x.Second), -0.01m, 0.01m)
                    );
                }
            );

    [Fact]
    public void The_largest_amount_is_shared_by_weights_as_large_as_it()
    {
        // In cents 10^15 times 10^15: a decimal ends before 10^29.
        decimal[] weights = [1e15m, 1e15m, 1e15m];

        var parts = LargestRemainder.Allocate(10_000_000_000_000m, weights, 2);

        Assert.Equal([3_333_333_333_333.34m, 3_333_333_333_333.33m, 3_333_333_333_333.33m], parts);
    }
}
