namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>The feed of NetSuite keeps the contract of every ledger's.</summary>
public sealed class NetSuiteLedgerTests : LedgerSourceConformance
{
    protected override async Task<ILedgerBench> NewBenchAsync() =>
        await NetSuiteLedgerBench.OpenAsync();
}
