namespace Tieout.Connectors.Tests.Rest;

public sealed class RestWholeConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() =>
        RestBench.StartAsync(
            """
                query: { sort: id }
                paging: { kind: offset, size: 4 }
                deletions: { path: "entries/{id}" }
            """
        );
}
