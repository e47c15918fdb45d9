namespace Tieout.Connectors.Tests.Toggl;

public sealed class TogglConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() => TogglBench.StartAsync();
}
