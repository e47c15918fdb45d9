namespace Tieout.Connectors.Tests.Rest;

/// <summary>The simulated ERP, written to by manifest alone, keeps the contract of every sink.</summary>
public sealed class RestSinkConformanceTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await RestSinkUnderTest.OpenAsync(Token);
}
