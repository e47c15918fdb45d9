namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>Documents shown in Salesforce keep the contract of what systems are told.</summary>
public sealed class SalesforceMirrorTests : EffectConformance
{
    protected override async Task<IEffectBench> NewBenchAsync() =>
        await SalesforceMirrorBench.OpenAsync();
}
