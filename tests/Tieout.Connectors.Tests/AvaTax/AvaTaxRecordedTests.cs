using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>Transactions that the real AvaTax listed are recorded anew and listed in the same form.</summary>
/// <remarks>
/// The recordings have lists only, without lines, and no amount in them has to be rounded: 20 % of
/// 2.85 is 0.57, and elsewhere the company had no nexus.
/// </remarks>
public sealed class AvaTaxRecordedTests
{
    /// <summary>What follows from the request and the rules, and not from ids and clocks.</summary>
    private static readonly string[] Told =
    [
        "code",
        "date",
        "status",
        "type",
        "currencyCode",
        "customerCode",
        "customerVendorCode",
        "purchaseOrderNo",
        "taxOverrideType",
        "totalAmount",
        "totalExempt",
        "totalDiscount",
        "totalTax",
        "totalTaxable",
        "totalTaxCalculated",
        "adjustmentReason",
        "locked",
        "region",
        "country",
        "version",
        "exchangeRateEffectiveDate",
        "exchangeRate",
        "description",
        "taxDate",
        "paymentDate",
    ];

    [Fact]
    public async Task Every_recorded_transaction_comes_out_again_with_its_amounts_and_in_its_form()
    {
        var file = VendorData.PathTo("avalara", "transactions.json");
        var token = TestContext.Current.CancellationToken;
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(file, token))!;
        await using var avatax = await AvaTaxDesk.StartAsync();
        _ = await avatax.DoAsync("PUT", "rehearsal/companies/DEFAULT", """{"nexus":["FR"]}""");
        var all = recorded["value"]!.AsArray().Select(x => x!.AsObject()).ToList();
        foreach (var one in all)
        {
            await RecordAsync(avatax, one);
        }

        var listed = await avatax.GetAsync(
            "api/v2/companies/DEFAULT/transactions?$filter=date ge '2024-01-01'"
        );

        Assert.Empty(JsonShape.Differences(recorded, listed.Body));
        var served = listed["value"]!
            .AsArray()
            .ToDictionary(x => x!["code"]!.ToString(), x => x!.AsObject(), StringComparer.Ordinal);
        Assert.Equal(76, served.Count);
        Assert.All(
            all,
            x =>
            {
                var now = served[x["code"]!.ToString()];
                Assert.Empty(JsonShape.Differences(x, now));
                Assert.Equal(Values(x), Values(now));
            }
        );
    }

    private static IEnumerable<string> Values(JsonObject told) =>
        Told.Select(x => $"{x}: {told[x]?.ToJsonString()}");

    private static async Task RecordAsync(TrackerSandbox avatax, JsonObject recorded)
    {
        var isVoid = recorded["status"]!.ToString() is "Cancelled";
        var place = recorded["region"]!.ToString() switch
        {
            "FR" => """{"country":"FR"}""",
            "TX" => """{"country":"US","postalCode":"78701"}""",
            _ => AvaTaxDesk.Irvine,
        };
        var sent = new JsonObject
        {
            ["commit"] = recorded["status"]!.ToString() is "Committed",
            ["addresses"] = new JsonObject { ["singleLocation"] = JsonNode.Parse(place) },
            ["lines"] = new JsonArray(
                new JsonObject { ["amount"] = recorded["totalAmount"]!.DeepClone() }
            ),
        };
        foreach (
            var name in new[]
            {
                "code",
                "date",
                "type",
                "currencyCode",
                "customerCode",
                "purchaseOrderNo",
                "description",
            }
        )
        {
            sent[name] = recorded[name]!.DeepClone();
        }

        _ = await avatax.DoAsync("POST", "api/v2/transactions/create", sent.ToJsonString());
        if (isVoid)
        {
            var code = recorded["code"]!.ToString();
            var done = await avatax.ActAsync(code, "void", """{"code":"DocVoided"}""");
            Assert.Equal(200, done.Status);
        }
    }
}
