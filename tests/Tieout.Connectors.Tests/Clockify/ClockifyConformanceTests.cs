namespace Tieout.Connectors.Tests.Clockify;

public sealed class ClockifyConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() => ClockifyBench.StartAsync();
}
