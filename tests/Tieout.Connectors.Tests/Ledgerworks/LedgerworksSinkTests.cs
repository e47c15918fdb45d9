namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>The Ledgerworks sink keeps the contract of every sink.</summary>
public sealed class LedgerworksSinkTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await LedgerworksUnderTest.OpenAsync(Token);
}
