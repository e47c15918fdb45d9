using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>A client that others made, unmodified, finds in the simulator what it expects of Kantata OX.</summary>
public sealed class KantataNodeTests
{
    [Fact]
    public async Task Mavenlink_api_writes_and_reads_all_pages_with_what_is_included()
    {
        await using var sandbox = await KantataOffice.EmptyAsync();
        sandbox.LetTimeGoBy();
        var seen = await NodeClient.RunAsync(
            "Kantata/kantata-client.cjs",
            new JsonObject { ["address"] = sandbox.Address.ToString(), ["token"] = "rehearsal" },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("Move", KantataOffice.RecordsOf(seen["workspace"])[0]["title"]!.ToString());
        Assert.Equal("Title can't be blank", seen["refused"]![0]!["message"]!.ToString());
        var stories = seen["stories"]!.AsArray();
        Assert.Equal(
            ["Box 5", "Box 4", "Box 3", "Box 2", "Box 1"],
            stories.Select(x => x!["title"]!.ToString())
        );
        Assert.All(stories, x => Assert.Equal("Move", x!["workspace"]!["title"]!.ToString()));
        var entry = Assert.Single(seen["entries"]!.AsArray())!;
        Assert.Equal(45, (int)entry["time_in_minutes"]!);
        Assert.Equal("Robin Reyes", entry["user"]!["full_name"]!.ToString());
        Assert.Empty(seen["none"]!.AsArray());
    }
}
