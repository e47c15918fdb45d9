namespace Tieout.Connectors.Tests.Kantata;

/// <summary>Projects that are set up in Kantata keep the contract of what systems are told.</summary>
public sealed class KantataSetupTests : EffectConformance
{
    protected override async Task<IEffectBench> NewBenchAsync() =>
        new KantataSetupBench(await KantataOffice.StartAsync());
}
