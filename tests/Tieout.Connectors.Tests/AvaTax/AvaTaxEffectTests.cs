namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>AvaTax as the owner of tax keeps the contract of what systems are told.</summary>
public sealed class AvaTaxEffectTests : EffectConformance
{
    protected override async Task<IEffectBench> NewBenchAsync() =>
        new AvaTaxEffectBench(await AvaTaxDesk.StartAsync());
}
