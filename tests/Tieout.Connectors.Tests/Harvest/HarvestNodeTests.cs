using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Harvest;

/// <summary>A client that others made, unmodified, finds in the simulator what it expects of Harvest.</summary>
public sealed class HarvestNodeTests
{
    [Fact]
    public async Task Harvest_v2_creates_lists_restarts_stops_and_deletes()
    {
        await using var office = await HarvestOffice.StartAsync();
        var seen = await NodeClient.RunAsync(
            "Harvest/harvest-client.cjs",
            new JsonObject
            {
                ["address"] = office.Sandbox.Address.ToString(),
                ["account"] = "1001",
                ["token"] = "rehearsal",
                ["entry"] = new JsonObject
                {
                    ["user_id"] = office.Person,
                    ["project_id"] = office.Project,
                    ["task_id"] = office.Task,
                    ["spent_date"] = "2026-03-02",
                },
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("Rehearsal", seen["company"]!["name"]!.ToString());
        Assert.Equal("Fabrikam Ltd", seen["renamed"]!["name"]!.ToString());
        Assert.Equal(1.25m, (decimal)seen["entry"]!["hours"]!);
        var listed = Assert.Single(seen["listed"]!["time_entries"]!.AsArray());
        Assert.Equal((long)seen["entry"]!["id"]!, (long)listed!["id"]!);
        Assert.Empty(seen["filtered"]!["time_entries"]!.AsArray());
        Assert.True((bool)seen["restarted"]!["is_running"]!);
        Assert.False((bool)seen["stopped"]!["is_running"]!);
        Assert.Equal((long)seen["entry"]!["id"]!, (long)seen["deleted"]!["id"]!);
        Assert.Equal(404, (int)seen["gone"]!["status"]!);
        Assert.Equal("Project can't be blank", seen["refused"]!["message"]!.ToString());
    }
}
