namespace Tieout.Connectors.Tests.Certinia;

public sealed class CertiniaSourceConformanceTests : SourceConformance
{
    protected override async Task<ISourceBench> NewBenchAsync() =>
        new CertiniaSourceBench(await CertiniaOrg.StartAsync());
}
