using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

[Collection("Tryton")]
public sealed class TrytonSourceConformanceTests : SourceConformance
{
    protected override async Task<ISourceBench> NewBenchAsync()
    {
        Assert.SkipWhen(TrytonServer.Current is null, TrytonServer.HowToGetOne);
        var database = await TrytonServer.Current!.CloneAsync(Token);
        return new TrytonSourceBench(database, new TrytonTestBench(database.Connect()));
    }
}
