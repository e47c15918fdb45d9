namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The feed of Business Central keeps the contract of every ledger's.</summary>
public sealed class BusinessCentralLedgerTests : LedgerSourceConformance
{
    protected override async Task<ILedgerBench> NewBenchAsync() =>
        await BusinessCentralLedgerBench.OpenAsync();
}
