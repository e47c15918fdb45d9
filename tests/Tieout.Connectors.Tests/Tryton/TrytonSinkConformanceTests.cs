using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

[Collection("Tryton")]
public sealed class TrytonSinkConformanceTests(TrytonClone clone)
    : SinkConformance,
        IClassFixture<TrytonClone>
{
    private static string? _hasYen;

    protected override async ValueTask<SinkUnderTest> OpenTargetAsync()
    {
        Assert.SkipWhen(clone.Database is null, TrytonServer.HowToGetOne);
        var database = clone.Database!;
        if (!string.Equals(_hasYen, database.Name, StringComparison.Ordinal))
        {
            await new TrytonTestBench(database.Connect()).AddCurrencyAsync("JPY", 0, 150m, Token);
            _hasYen = database.Name;
        }

        return new TrytonUnderTest(database);
    }
}
