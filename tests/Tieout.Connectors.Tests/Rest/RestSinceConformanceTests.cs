namespace Tieout.Connectors.Tests.Rest;

public sealed class RestSinceConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() =>
        RestBench.StartAsync(
            """
                query: { since: "{since}" }
                paging: { kind: offset, size: 4, total: total }
                changes: { kind: since, stamp: changed, as: unix-seconds, order: ascending, overlap: 45s }
            """
        );
}
