using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>The sink of IDocs keeps the contract of every sink, where its files are Unicode.</summary>
/// <remarks>
/// Its target answers later: a write is followed by an import. Surplus drafts cannot happen, since a
/// key is looked for in the files before each write.
/// </remarks>
public sealed class IdocSinkTests : SinkConformance
{
    protected override async ValueTask<SinkUnderTest> OpenTargetAsync() =>
        await LegacyErpUnderTest.OpenAsync(LegacyErpFormat.Idoc, "utf-8");
}
