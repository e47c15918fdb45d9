namespace Tieout.Connectors.Tests.Harvest;

public sealed class HarvestConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() => HarvestBench.StartAsync();
}
