namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceSourceConformanceTests : SourceConformance
{
    protected override async Task<ISourceBench> NewBenchAsync() =>
        new SalesforceSourceBench(await SalesforceSandbox.StartAsync());
}
