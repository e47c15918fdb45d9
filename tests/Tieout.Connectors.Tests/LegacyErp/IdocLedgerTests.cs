using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Extracts of the ERP of Idoc keep the contract of every ledger's feed.</summary>
public sealed class IdocLedgerTests : LedgerSourceConformance
{
    protected override async Task<ILedgerBench> NewBenchAsync() =>
        await LegacyErpLedgerBench.OpenAsync(LegacyErpFormat.Idoc);
}
