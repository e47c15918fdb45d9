namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>The feed of Ledgerworks keeps the contract of every ledger's.</summary>
public sealed class LedgerworksLedgerTests : LedgerSourceConformance
{
    protected override async Task<ILedgerBench> NewBenchAsync() =>
        await LedgerworksLedgerBench.OpenAsync(Token);
}
