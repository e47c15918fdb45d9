using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>A client of others, unmodified, works with the simulated account.</summary>
public sealed class NetSuiteClientTests
{
    [Fact]
    public async Task A_client_from_npm_signs_writes_reads_and_queries()
    {
        await using var desk = await NetSuiteDesk.OpenAsync(isRealTime: true);

        var done = await RunAsync(desk, "rehearsal-token");

        Assert.Equal(204, (int)done["madeStatus"]!);
        var location = (string)done["location"]!;
        var id = location.Split('/')[^1];
        Assert.Equal(location, (string?)done["upsertedLocation"]);
        Assert.Equal(
            ("Zoë & Søn", "ap@example.com"),
            ((string?)done["read"]!["companyName"], (string?)done["read"]!["email"])
        );
        Assert.Equal(id, (string?)Assert.Single(done["list"]!["items"]!.AsArray())!["id"]);
        var row = Assert.Single(done["rows"]!["items"]!.AsArray())!;
        Assert.Equal((id, "Zoë & Søn"), ((string?)row["id"], (string?)row["companyname"]));
        Assert.InRange((int)done["types"]!, 10, 100);
        Assert.Equal(400, (int)done["refusal"]!["status"]!);
        // What the client's own tests expect of the vendor.
        Assert.Contains(
            "Search error occurred: Unknown identifier 'not_existing_field'. Available identifiers are: {customer=customer}",
            JsonNode.Parse((string)done["refusal"]!["body"]!)!["o:errorDetails"]![0]![
                "detail"
            ]!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(200, (int)done["bearerStatus"]!);
    }

    [Fact]
    public async Task A_client_with_a_wrong_secret_is_not_let_in()
    {
        await using var desk = await NetSuiteDesk.OpenAsync(isRealTime: true);

        var done = await RunAsync(desk, "wrong");

        Assert.Null(done["madeStatus"]);
        Assert.Equal(401, (int)done["refusal"]!["status"]!);
        Assert.Equal(404, (await desk.SendAsync(HttpMethod.Get, "customer/eid:NPM-1")).Status);
    }

    private static Task<JsonObject> RunAsync(NetSuiteDesk desk, string secret) =>
        NodeClient.RunAsync(
            "NetSuite/netsuite-client.cjs",
            new JsonObject
            {
                ["server"] = desk.Server.BaseAddress.ToString().TrimEnd('/'),
                ["secret"] = secret,
            },
            TestContext.Current.CancellationToken
        );
}
