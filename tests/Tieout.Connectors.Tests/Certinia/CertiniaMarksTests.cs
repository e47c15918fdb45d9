namespace Tieout.Connectors.Tests.Certinia;

/// <summary>Marks of invoiced time in PSA keep the contract of what systems are told.</summary>
public sealed class CertiniaMarksTests : EffectConformance
{
    protected override async Task<IEffectBench> NewBenchAsync() =>
        await CertiniaMarksBench.OpenAsync();
}
