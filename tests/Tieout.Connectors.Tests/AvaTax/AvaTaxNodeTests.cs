using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>Avalara's own client for Node.js, unmodified, works against the simulator.</summary>
public sealed class AvaTaxNodeTests
{
    [Fact]
    public async Task Avalaras_client_for_node_records_adjusts_commits_refunds_and_voids()
    {
        var seen = await RunAsync();

        Assert.True((bool)seen["ping"]!["authenticated"]!);
        Assert.False((bool)seen["stranger"]!["authenticated"]!);
        Assert.Equal("DEFAULT", seen["companies"]!["value"]![0]!["companyCode"]!.ToString());
        // Seattle taxes both: 10.1 % of 100.00 and of 50.00.
        Assert.Equal("Saved 1 15.15", State(seen["first"]!));
        Assert.Equal("Saved 2 15.15", State(seen["second"]!));
        Assert.Equal("Committed 2 15.15", State(seen["committed"]!));
        Assert.Equal("TO-1/A", seen["found"]!["code"]!.ToString());
        Assert.Equal(
            ["10.1", "5.05"],
            seen["found"]!["lines"]!.AsArray().Select(x => x!["tax"]!.ToString())
        );
        Assert.Equal("1", seen["listed"]!["@recordsetCount"]!.ToString());
        Assert.Equal("TO-1/A", seen["listed"]!["value"]![0]!["code"]!.ToString());
        Assert.Equal("Committed 1 -15.15", State(seen["refund"]!));
        Assert.True((bool)seen["locked"]!["locked"]!);
    }

    [Fact]
    public async Task Avalaras_client_for_node_knows_the_errors_by_code_and_number()
    {
        var seen = await RunAsync();

        Assert.Equal("GetTaxError 300", Failure(seen["again"]!));
        Assert.Equal("CannotModifyLockedTransaction 1100", Failure(seen["refused"]!));
        Assert.Equal("EntityNotFoundError 4", Failure(seen["none"]!));
        Assert.Equal("AuthenticationException 30", Failure(seen["wrong"]!));
    }

    [Theory]
    [InlineData("transaction", "created")]
    [InlineData("adjust_transaction", "adjusted")]
    [InlineData("void_transaction", "voided")]
    public async Task What_the_client_is_tested_with_comes_out_again_to_the_cent(
        string recorded,
        string served
    )
    {
        var seen = await RunAsync();
        var (then, now) = (seen["recorded"]![recorded]!, seen[served]!);

        Assert.Equal(Amounts(then), Amounts(now));
        // What the service says now and did not say then is no difference, and neither is an empty
        // mapping that is an empty list by now.
        Assert.DoesNotContain(
            JsonShape.Differences(then, now),
            x =>
                !x.EndsWith("was not recorded", StringComparison.Ordinal)
                && !x.Contains(".parameters", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Companies_are_told_in_the_recorded_form()
    {
        var seen = await RunAsync();

        Assert.DoesNotContain(
            JsonShape.Differences(seen["recorded"]!["company"], seen["companies"]),
            x => !x.EndsWith("was not recorded", StringComparison.Ordinal)
        );
    }

    /// <summary>Everything that is computed: totals, and each line's details.</summary>
    private static IEnumerable<string> Amounts(JsonNode told) =>
        [
            $"{told["status"]} {told["version"]} {told["adjustmentReason"]} {told["region"]}",
            $"{told["totalAmount"]} {told["totalExempt"]} {told["totalTaxable"]} {told["totalTax"]}",
            .. told["lines"]!
                .AsArray()
                .Select(x => $"{x!["lineAmount"]} {x["taxableAmount"]} {x["tax"]}"),
            .. told["lines"]!
                .AsArray()
                .SelectMany(x => x!["details"]!.AsArray())
                .Select(x =>
                    $"{x!["jurisName"]} {x["jurisType"]} {x["rate"]} {x["tax"]} {x["taxName"]}"
                )
                .Order(StringComparer.Ordinal),
            .. told["summary"]!
                .AsArray()
                .Select(x => $"{x!["jurisName"]} {x["taxable"]} {x["tax"]}")
                .Order(StringComparer.Ordinal),
        ];

    private static string State(JsonNode told) =>
        $"{told["status"]} {told["version"]} {told["totalTax"]}";

    private static string Failure(JsonNode told) => $"{told["code"]} {told["number"]}";

    private static async Task<JsonObject> RunAsync()
    {
        await using var avatax = await AvaTaxDesk.StartAsync();
        return await NodeClient.RunAsync(
            "AvaTax/avatax-client.cjs",
            new JsonObject
            {
                ["address"] = avatax.Address.ToString().TrimEnd('/'),
                ["account"] = AvaTaxDesk.Account,
                ["licenseKey"] = AvaTaxDesk.LicenseKey,
                ["addresses"] = JsonNode.Parse($$"""{"singleLocation":{{AvaTaxDesk.Seattle}}}"""),
            },
            TestContext.Current.CancellationToken
        );
    }
}
