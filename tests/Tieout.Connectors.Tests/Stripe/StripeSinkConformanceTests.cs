namespace Tieout.Connectors.Tests.Stripe;

/// <summary>The Stripe sink keeps the contract of every sink.</summary>
public sealed class StripeSinkConformanceTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await StripeUnderTest.OpenAsync(Token);
}
