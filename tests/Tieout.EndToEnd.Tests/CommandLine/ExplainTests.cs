using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>What `tieout explain` says of work.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task Time_that_is_not_billed_by_itself_says_why()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.Drop(SmallFirm.Time(901, "P-1", 3m) with { IsBillable = false });
        await bench.RunOnceAsync();

        var covered = await bench.TieoutAsync("explain", "time/chronos/151");
        var internalWork = await bench.TieoutAsync("explain", "time/chronos/901");

        Assert.Contains("covered by contract line", covered.Output, StringComparison.Ordinal);
        Assert.Contains(
            "not billable, says its source",
            internalWork.Output,
            StringComparison.Ordinal
        );
    }
}
