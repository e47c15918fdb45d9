using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>The taxes that the simulator computes, with expected values worked out by hand.</summary>
public sealed class AvaTaxTaxTests : IAsyncLifetime
{
    private TrackerSandbox _avatax = null!;

    public async ValueTask InitializeAsync() => _avatax = await AvaTaxDesk.StartAsync();

    public ValueTask DisposeAsync() => _avatax.DisposeAsync();

    [Theory]
    // The example on AvaTax's help page about rounding levels: two jurisdictions, 6.5 % and 2.5 %, and
    // 2.65 + 1.02, 0.13 + 0.05, 0.97 + 0.37. Unrounded the sum is 5.1993.
    [InlineData("Line", "3.67 0.18 1.34", "5.19")]
    [InlineData("Document", "3.67 0.18 1.35", "5.20")]
    public async Task Tax_is_rounded_in_each_jurisdiction_or_once_for_the_document(
        string level,
        string lines,
        string total
    )
    {
        await PutCompanyAsync($$"""{"roundingLevelId":"{{level}}"}""");
        await _avatax.DoAsync(
            "PUT",
            "rehearsal/jurisdictions",
            """
            [{"country":"US","region":"WA","level":"State","code":"53","name":"WASHINGTON","rate":0.065},
             {"country":"US","region":"WA","level":"City","code":"63000","name":"SEATTLE","rate":0.025}]
            """
        );

        var told = await _avatax.CreateAsync(
            AvaTaxDesk.Document("A", AvaTaxDesk.Seattle, "", 40.80m, 1.98m, 14.99m)
        );

        Assert.Equal(decimal.Parse(total, null), told["totalTax"].Amount());
        Assert.Equal(
            lines,
            string.Join(' ', told["lines"]!.AsArray().Select(x => x!["tax"]!.ToString()))
        );
    }

    [Fact]
    public async Task Each_jurisdiction_of_an_address_has_its_detail_and_its_summary()
    {
        var told = await _avatax.CreateAsync(
            AvaTaxDesk.Document("A", AvaTaxDesk.Irvine, "", 90m, 10m)
        );

        // 90.00: 5.40, 0.225, 0.90, 0.45; 10.00: 0.60, 0.025, 0.10, 0.05. Halves are rounded up.
        Assert.Equal(
            [
                "State 06 0.06 5.4",
                "County 059 0.0025 0.23",
                "Special EMTN0 0.01 0.9",
                "Special EMAZ0 0.005 0.45",
            ],
            told["lines"]![0]!["details"]!
                .AsArray()
                .Select(x => $"{x!["jurisdictionType"]} {x["jurisCode"]} {x["rate"]} {x["tax"]}")
        );
        Assert.Equal(
            ["State 100 6", "County 100 0.26", "Special 100 1", "Special 100 0.5"],
            told["summary"]!.AsArray().Select(x => $"{x!["jurisType"]} {x["taxable"]} {x["tax"]}")
        );
        Assert.Equal(7.76m, told["totalTax"].Amount());
        Assert.Equal("CA", told["region"]!.ToString());
    }

    [Fact]
    public async Task What_a_state_does_not_tax_and_where_there_is_no_nexus_is_exempt_and_said_so()
    {
        const string services =
            """[{"number":"1","amount":100,"taxCode":"SP140000"},{"number":"2","amount":50,"taxCode":"P0000000"}]""";
        var untaxed = await _avatax.CreateAsync(
            AvaTaxDesk.Document("A", AvaTaxDesk.Irvine, "\"type\":\"SalesInvoice\"", services)
        );
        var taxed = await _avatax.CreateAsync(
            AvaTaxDesk.Document("B", AvaTaxDesk.Seattle, "\"type\":\"SalesInvoice\"", services)
        );
        await PutCompanyAsync("""{"nexus":["FR","US-WA"]}""");
        var nowhere = await _avatax.CreateAsync(
            AvaTaxDesk.Document("C", AvaTaxDesk.Irvine, "", 100m)
        );

        // Irvine: 7.75 % of 50.00 is 3.875, by jurisdiction 3.00 + 0.13 + 0.50 + 0.25 = 3.88.
        Assert.Equal("150 100 50 3.88", Totals(untaxed));
        Assert.False((bool)untaxed["lines"]![0]!["isItemTaxable"]!);
        // Seattle: 6.5 % and 3.6 % of 100.00 and of 50.00: 10.10 + 5.05.
        Assert.Equal("150 0 150 15.15", Totals(taxed));
        Assert.Equal("100 100 0 0", Totals(nowhere));
        var detail = Assert.Single(nowhere["lines"]![0]!["details"]!.AsArray());
        Assert.Equal("NexusRule", detail!["nonTaxableType"]!.ToString());
        Assert.Equal(100m, detail["nonTaxableAmount"].Amount());
    }

    [Theory]
    [InlineData("\"exemptionNo\":\"EX-1\"")]
    [InlineData("\"entityUseCode\":\"A\"")]
    [InlineData("\"customerUsageType\":\"G\"")]
    public async Task An_exempt_customer_pays_no_tax(string exemption)
    {
        var told = await _avatax.CreateAsync(
            AvaTaxDesk.Document("A", AvaTaxDesk.Seattle, exemption, 100m)
        );

        Assert.Equal("100 100 0 0", Totals(told));
        Assert.Equal(100m, told["summary"]![0]!["exemption"].Amount());
    }

    [Fact]
    public async Task Value_added_tax_is_owed_at_the_destination_and_across_a_border_by_the_business()
    {
        var home = await _avatax.CreateAsync(AvaTaxDesk.Document("A", AvaTaxDesk.Paris, "", 2.85m));
        var consumer = await _avatax.CreateAsync(Shipped("B", ""));
        var business = await _avatax.CreateAsync(
            Shipped("C", "\"businessIdentificationNo\":\"FR12345678901\",")
        );

        Assert.Equal("2.85 0 2.85 0.57", Totals(home));
        Assert.Equal("FR", home["region"]!.ToString());
        Assert.Equal("100 0 100 20", Totals(consumer));
        Assert.Equal("100 0 100 0", Totals(business));
        Assert.Equal("Zero", business["summary"]![0]!["rateType"]!.ToString());

        static string Shipped(string code, string more) =>
            $$"""
                {"code":"{{code}}","type":"SalesInvoice","date":"2026-03-10","customerCode":"C-1",{{more}}
                 "addresses":{"shipFrom":{{AvaTaxDesk.Berlin}},"shipTo":{{AvaTaxDesk.Paris}}},
                 "lines":[{"amount":100,"taxCode":"P0000000"}]}
                """;
    }

    [Fact]
    public async Task A_rate_counts_from_its_date_and_a_tax_date_chooses_an_earlier_one()
    {
        await _avatax.DoAsync(
            "POST",
            "rehearsal/jurisdictions",
            """{"country":"FR","level":"Country","code":"FR","name":"FRANCE","rate":0.25,"from":"2026-03-01"}"""
        );
        const string earlier =
            "\"taxOverride\":{\"type\":\"TaxDate\",\"taxDate\":\"2026-02-28\",\"reason\":\"Return\"}";

        var now = await _avatax.CreateAsync(AvaTaxDesk.Document("A", AvaTaxDesk.Paris, "", 100m));
        var before = await _avatax.CreateAsync(
            AvaTaxDesk.Document("B", AvaTaxDesk.Paris, earlier, -100m)
        );

        Assert.Equal((25m, "2026-03-10"), (now["totalTax"].Amount(), now["taxDate"]!.ToString()));
        Assert.Equal(
            (-20m, "2026-02-28"),
            (before["totalTax"].Amount(), before["taxDate"]!.ToString())
        );
        Assert.Equal("2026-03-10", before["date"]!.ToString());
    }

    [Fact]
    public async Task An_amount_that_the_caller_sets_is_charged_beside_what_was_calculated()
    {
        var document = await _avatax.CreateAsync(
            AvaTaxDesk.Document(
                "A",
                AvaTaxDesk.Paris,
                "\"taxOverride\":{\"type\":\"TaxAmount\",\"taxAmount\":10.01,\"reason\":\"Agreed\"}",
                50m,
                25m,
                25m
            )
        );
        var line = await _avatax.CreateAsync(
            AvaTaxDesk.Document(
                "B",
                AvaTaxDesk.Paris,
                "\"type\":\"SalesInvoice\"",
                """[{"amount":100,"taxOverride":{"type":"TaxAmount","taxAmount":1,"reason":"Agreed"}},{"amount":100}]"""
            )
        );

        // 10.01 shared as 10 : 5 : 5 is 5.005, 2.5025, 2.5025: the half cent goes to the first.
        Assert.Equal(
            (10.01m, 20m),
            (document["totalTax"].Amount(), document["totalTaxCalculated"].Amount())
        );
        Assert.Equal(
            ["5.01", "2.5", "2.5"],
            document["lines"]!.AsArray().Select(x => x!["tax"]!.ToString())
        );
        Assert.Equal((21m, 40m), (line["totalTax"].Amount(), line["totalTaxCalculated"].Amount()));
        Assert.Equal("TaxAmount", line["lines"]![0]!["taxOverrideType"]!.ToString());
    }

    [Fact]
    public async Task Tax_is_taken_out_of_what_includes_it_and_a_discount_comes_first()
    {
        var included = await _avatax.CreateAsync(
            AvaTaxDesk.Document(
                "A",
                AvaTaxDesk.Paris,
                "\"type\":\"SalesInvoice\"",
                """[{"amount":120,"taxIncluded":true}]"""
            )
        );
        var discounted = await _avatax.CreateAsync(
            AvaTaxDesk.Document(
                "B",
                AvaTaxDesk.Paris,
                "\"type\":\"SalesInvoice\",\"discount\":10",
                """[{"amount":100,"discounted":true},{"amount":100}]"""
            )
        );
        var none = await _avatax.SendAsync(
            HttpMethod.Post,
            "api/v2/transactions/create",
            AvaTaxDesk.Document("C", AvaTaxDesk.Paris, "\"discount\":10", 100m)
        );

        Assert.Equal("100 0 100 20", Totals(included));
        // 90.00 and 100.00 at 20 %.
        Assert.Equal("190 0 190 38", Totals(discounted));
        Assert.Equal(10m, discounted["totalDiscount"].Amount());
        Assert.Equal("400 NoLinesDiscounted 190", none.Error());
    }

    [Fact]
    public async Task Yen_have_no_decimals()
    {
        var document = AvaTaxDesk
            .Document("A", AvaTaxDesk.Paris, "", 12_347m)
            .Replace("USD", "JPY", StringComparison.Ordinal);

        // 20 % of 12,347 is 2,469.4.
        Assert.Equal(2469m, (await _avatax.CreateAsync(document))["totalTax"].Amount());
    }

    [Fact]
    public async Task A_reduced_rate_is_for_its_tax_codes()
    {
        var told = await _avatax.CreateAsync(
            AvaTaxDesk.Document(
                "A",
                AvaTaxDesk.Paris,
                "\"type\":\"SalesInvoice\"",
                """[{"amount":100,"taxCode":"PB100000"},{"amount":100}]"""
            )
        );

        Assert.Equal(
            ["5.5 0.055", "20 0.2"],
            told["lines"]!.AsArray().Select(x => $"{x!["tax"]} {x["details"]![0]!["rate"]}")
        );
    }

    private static string Totals(JsonNode told) =>
        $"{told["totalAmount"]} {told["totalExempt"]} {told["totalTaxable"]} {told["totalTax"]}";

    private Task<JsonNode> PutCompanyAsync(string settings) =>
        _avatax.DoAsync("PUT", "rehearsal/companies/DEFAULT", settings);
}
