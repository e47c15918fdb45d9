using Tieout.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Tieout.EndToEnd.Tests;

/// <summary>Begins with the suites that take minutes, so that none of them runs alone in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["Tryton", "DemoKillTests", "ScenarioTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection =>
        [
            .. testCollections
                .OrderBy(x => PlaceOf(x.TestCollectionDisplayName))
                .ThenBy(x => x.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    private static int PlaceOf(string name)
    {
        var place = Array.FindIndex(Long, x => name.Contains(x, StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
