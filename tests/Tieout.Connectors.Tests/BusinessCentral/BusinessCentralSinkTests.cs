namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The Business Central sink keeps the contract of every sink.</summary>
public sealed class BusinessCentralSinkTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await BusinessCentralUnderTest.OpenAsync(TimeSpan.FromMilliseconds(1));
}
