namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>The NetSuite sink keeps the contract of every sink.</summary>
public sealed class NetSuiteSinkTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await NetSuiteUnderTest.OpenAsync(TimeSpan.FromMilliseconds(1));
}
