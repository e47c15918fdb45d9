using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Clockify;

/// <summary>A client that others made, unmodified, finds in the simulator what it expects of Clockify.</summary>
public sealed class ClockifyNodeTests
{
    [Fact]
    public async Task Clockify_ts_creates_lists_and_deletes()
    {
        await using var sandbox = await ClockifyOffice.EmptyAsync();
        sandbox.LetTimeGoBy();
        var seen = await NodeClient.RunAsync(
            "Clockify/clockify-client.cjs",
            new JsonObject
            {
                ["address"] = sandbox.Address.ToString(),
                ["key"] = "rehearsal",
                ["workspace"] = "64a687e29ae1f428e7ebe303",
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("robin@rehearsal.example", seen["user"]!["email"]!.ToString());
        Assert.Single(seen["workspaces"]!.AsArray());
        Assert.Equal("Fabrikam", seen["project"]!["clientName"]!.ToString());
        Assert.Equal(seen["project"]!["id"]!.ToString(), seen["task"]!["projectId"]!.ToString());
        Assert.Equal("PT45M", seen["found"]!["timeInterval"]!["duration"]!.ToString());
        var listed = Assert.Single(seen["listed"]!.AsArray());
        Assert.Equal(seen["entry"]!["id"]!.ToString(), listed!["id"]!.ToString());
        Assert.NotNull(seen["gone"]);
    }
}
