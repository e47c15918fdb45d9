using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Extracts of the ERP of Oracle keep the contract of every ledger's feed.</summary>
public sealed class OracleLedgerTests : LedgerSourceConformance
{
    protected override async Task<ILedgerBench> NewBenchAsync() =>
        await LegacyErpLedgerBench.OpenAsync(LegacyErpFormat.Oracle);
}
