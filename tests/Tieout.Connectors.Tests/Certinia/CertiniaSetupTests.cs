namespace Tieout.Connectors.Tests.Certinia;

/// <summary>Projects that are set up in PSA keep the contract of what systems are told.</summary>
public sealed class CertiniaSetupTests : EffectConformance
{
    protected override async Task<IEffectBench> NewBenchAsync() =>
        await CertiniaSetupBench.OpenAsync();
}
