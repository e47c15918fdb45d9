namespace Tieout.Connectors.Tests.Kantata;

public sealed class KantataEarlierConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() =>
        KantataBench.StartAsync("time-earlier");
}
