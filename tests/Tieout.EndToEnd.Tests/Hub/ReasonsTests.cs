using Tieout.Domain.Canonical;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Reasons of the catalogue in a running hub: each has its owner and its amount, and ends with
/// its cause.</summary>
public sealed class ReasonsTests
{
    // Of 2 h x 120.00 on K-1, with 20 % tax.
    private const string Billed = "TO-K-1-001 posted 240.00 + 48.00";

    private static readonly LocalDate SecondOfDecember = new(2026, 12, 2);

    /// <summary>Without K-2, which has the customer and the tax of K-1.</summary>
    private static IEnumerable<CanonicalFact> Master =>
        SmallFirm.MasterRecords.Where(x =>
            x is not (Contract { Id.Value: "K-2" } or Project { Engagement.Value: "K-2" })
        );

    [Fact]
    public async Task Time_outside_the_financials_waits_for_finance_and_is_billed_once_included()
    {
        await using var bench = await HubBench.StartAsync();
        var time = SmallFirm.Time(1, "P-1", 2m);
        bench.Drop([.. Master, time with { IsInFinancials = false }]);
        await WaitsAsync(bench, "NOT_INCLUDED_IN_FINANCIALS", "finance");

        bench.Drop(time with { Version = 2 });

        await EndsAsync(bench, "NOT_INCLUDED_IN_FINANCIALS", Billed);
    }

    /// <summary>A run of the hub blocks the two hours of K-1 for one reason.</summary>
    private static async Task WaitsAsync(HubBench bench, string reason, string owner)
    {
        await bench.RunOnceAsync();
        Assert.Equal(
            [$"{owner} work/K-1/time/chronos/1#1 240.00 GBP"],
            await bench.OwnedAsync(reason)
        );
        Assert.DoesNotContain(
            await bench.DocumentsAsync(),
            x => x.StartsWith("TO-K-1-", StringComparison.Ordinal)
        );
    }

    /// <summary>The next billing run takes it, and nothing is left of the reason.</summary>
    private static async Task EndsAsync(HubBench bench, string reason, string billed)
    {
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.OwnedAsync(reason));
        Assert.Contains(billed, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }
}
