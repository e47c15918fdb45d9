using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>jsforce, unmodified, finds in the simulator what it expects of the vendor.</summary>
public sealed class SalesforceNodeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jsforce_logs_in_writes_queries_merges_and_renews_its_session()
    {
        using var key = RSA.Create(2048);
        await using var sandbox = await SalesforceSandbox.StartAsync(
            publicKey: key.ExportSubjectPublicKeyInfoPem()
        );
        sandbox.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(10);
        var seen = await NodeClient.RunAsync(
            "Salesforce/salesforce-client.cjs",
            new JsonObject
            {
                ["address"] = sandbox.Server.BaseAddress.ToString().TrimEnd('/'),
                ["privateKey"] = key.ExportPkcs8PrivateKeyPem(),
                ["now"] = SalesforceSandbox.Start.ToUnixTimeSeconds(),
                ["from"] = Text(SalesforceSandbox.Start),
                ["to"] = Text(SalesforceSandbox.Start.AddHours(1)),
            },
            Token
        );

        AssertLoggedIn(seen);
        AssertWritten(seen);
        AssertFound(seen);
        AssertChanged(seen);
    }

    private static void AssertLoggedIn(JsonObject seen)
    {
        Assert.StartsWith("00D", Text(seen, "organization"), StringComparison.Ordinal);
        Assert.Equal(18, Text(seen, "user").Length);
        Assert.Equal(Text(seen, "user"), Text(seen, "bearerUser"));
        Assert.Equal(Text(seen, "organization"), Text(seen, "identity"));
        Assert.Equal("invalid_client", seen["wrongSecret"]!["code"]!.ToString());
    }

    private static void AssertWritten(JsonObject seen)
    {
        Assert.True((bool)seen["created"]!["success"]!);
        Assert.Equal("Contoso", seen["retrieved"]!["Name"]!.ToString());
        Assert.Equal(15_000_000m, (decimal)seen["retrieved"]!["AnnualRevenue"]!);
        Assert.True((bool)seen["updated"]!["success"]!);
        Assert.True((bool)seen["upserted"]!["created"]!);
        Assert.False((bool)seen["upsertedAgain"]!["created"]!);
        Assert.Equal(seen["upserted"]!["id"]!.ToString(), seen["upsertedAgain"]!["id"]!.ToString());
        Assert.Equal("REQUIRED_FIELD_MISSING", seen["missing"]!["code"]!.ToString());
        Assert.Equal(449, (int)seen["many"]!["ok"]!);
        var bad = Assert.Single(seen["many"]!["bad"]!.AsArray());
        Assert.Equal("STRING_TOO_LONG", bad!["errors"]![0]!["statusCode"]!.ToString());
        Assert.True((bool)seen["deleted"]!["success"]!);
    }

    private static void AssertFound(JsonObject seen)
    {
        // Contoso, Northwind and 449 of 450: 451 records are three pages of 200.
        Assert.Equal(451, (int)seen["total"]!);
        Assert.Equal(451, (int)seen["distinct"]!);
        Assert.Equal(3, (int)seen["pages"]!);
        Assert.Equal(
            "Northwind Ltd",
            Assert.Single(seen["sorted"]!.AsArray())!["Name"]!.ToString()
        );
        var parent = Assert.Single(seen["children"]!.AsArray())!;
        var child = Assert.Single(parent["Contacts"]!["records"]!.AsArray())!;
        Assert.Equal("Roe", child["LastName"]!.ToString());
        Assert.Equal("Contoso", child["Account"]!["Name"]!.ToString());
        Assert.Equal("INVALID_FIELD", seen["malformed"]!["code"]!.ToString());
        Assert.Equal("Parent", Text(seen, "describe"));
        Assert.True((bool)seen["global"]!);
    }

    private static void AssertChanged(JsonObject seen)
    {
        var master = seen["created"]!["id"]!.ToString();
        Assert.True((bool)seen["merged"]!["success"]!);
        Assert.Equal(master, seen["merged"]!["id"]!.ToString());
        var loser = Assert.Single(seen["bin"]!.AsArray())!;
        Assert.Equal(Text(seen, "loser"), loser["Id"]!.ToString());
        Assert.Equal(master, loser["MasterRecordId"]!.ToString());
        Assert.Empty(seen["deletedLog"]!["deletedRecords"]!.AsArray());
        var composite = seen["composite"]!["compositeResponse"]!.AsArray();
        Assert.Equal([201, 201], composite.Select(x => (int)x!["httpStatusCode"]!));
        Assert.Equal(1, (int)seen["refreshed"]!);
        Assert.Equal(1, (int)seen["afterRevocation"]!);
        Assert.Equal(15_000, (int)seen["limit"]!["limit"]!);
        Assert.InRange((int)seen["limit"]!["used"]!, 20, 60);
    }

    private static string Text(JsonObject seen, string name) => seen[name]!.ToString();

    private static string Text(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
