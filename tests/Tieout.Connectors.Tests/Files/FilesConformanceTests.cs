namespace Tieout.Connectors.Tests.Files;

public sealed class FilesConformanceTests : SourceConformance
{
    protected override Task<ISourceBench> NewBenchAsync() =>
        Task.FromResult<ISourceBench>(new FilesBench());
}
