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
            var bench = new TrytonTestBench(database.Connect());
            await bench.AddCurrencyAsync("JPY", 0, 150m, Token);
            await bench.AddAccountAsync("Retention", Token);
            await bench.AddAccountAsync("Deposits", Token);
            _hasYen = database.Name;
        }

        return new TrytonUnderTest(database);
    }
}
