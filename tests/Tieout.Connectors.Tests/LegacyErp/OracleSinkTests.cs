using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>The sink of interface tables keeps the contract of every sink.</summary>
/// <remarks>
/// Its target answers later: a write is followed by an import. Retentions and advances cannot happen,
/// since AutoInvoice has no place for them; surplus drafts cannot, since a key is looked for in the
/// files before each write.
/// </remarks>
public sealed class OracleSinkTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await LegacyErpUnderTest.OpenAsync(LegacyErpFormat.Oracle);
}
