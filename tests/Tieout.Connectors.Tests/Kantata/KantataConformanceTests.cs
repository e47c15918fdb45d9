namespace Tieout.Connectors.Tests.Kantata;

public sealed class KantataConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() => KantataBench.StartAsync("time");
}
