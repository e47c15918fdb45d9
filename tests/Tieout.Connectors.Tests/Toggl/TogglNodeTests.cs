using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Toggl;

/// <summary>A client that others made, unmodified, finds in the simulator what it expects of Toggl Track.</summary>
public sealed class TogglNodeTests
{
    [Fact]
    public async Task Toggl_client_tracks_lists_and_reports()
    {
        await using var sandbox = await TogglOffice.EmptyAsync();
        sandbox.LetTimeGoBy();
        var seen = await NodeClient.RunAsync(
            "Toggl/toggl-client.cjs",
            new JsonObject
            {
                ["address"] = sandbox.Address.ToString(),
                ["token"] = "rehearsal",
                ["workspace"] = 4210001,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("robin@rehearsal.example", seen["user"]!["email"]!.ToString());
        Assert.Equal(
            "Rehearsal",
            Assert.Single(seen["workspaces"]!.AsArray())!["name"]!.ToString()
        );
        Assert.Equal("robin", Assert.Single(seen["users"]!.AsArray())!["fullname"]!.ToString());
        Assert.Equal("ENG-7", seen["changed"]!["external_reference"]!.ToString());
        Assert.Equal("Move", Assert.Single(seen["projects"]!.AsArray())!["name"]!.ToString());
        Assert.Equal("-1", seen["current"]!["duration"]!.ToString());
        Assert.Equal(seen["running"]!["id"]!.ToString(), seen["stopped"]!["id"]!.ToString());
        Assert.True((int)seen["stopped"]!["duration"]! >= 3600);
        Assert.Equal("2026-03-02T08:45:00+00:00", seen["entry"]!["stop"]!.ToString());
        Assert.Equal(
            seen["entry"]!["id"]!.ToString(),
            Assert.Single(seen["listed"]!.AsArray())!["id"]!.ToString()
        );
        // The last one first; 45 minutes at 120.00 are 90.00.
        var row = seen["report"]!.AsArray()[1]!;
        Assert.Equal("2700", row["time_entries"]![0]!["seconds"]!.ToString());
        Assert.Equal("9000", row["billable_amount_in_cents"]!.ToString());
        Assert.Contains("404", seen["gone"]!.ToString(), StringComparison.Ordinal);
    }
}
