using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>What the simulated books do with documents, journals and payments.</summary>
public sealed class BusinessCentralBooksTests
{
    [Fact]
    public async Task A_posted_invoice_keeps_its_id_and_gets_its_number_and_entries_that_balance()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync();
        var draft = await desk.InvoiceAsync("R-1", 100.03m, 0.02m);
        var posted = $"/salesInvoices({(string)draft["id"]!})";
        await desk.DoAsync($"{posted}/Microsoft.NAV.post");
        var invoice = await desk.GetAsync(posted);

        Assert.Equal(("S-INV1001", "Draft"), ((string?)draft["number"], (string?)draft["status"]));
        Assert.Equal("PS-INV103001", (string?)invoice["number"]);
        Assert.Equal("Open", (string?)invoice["status"]);
        // 100.03 + 0.02 = 100.05; 20 % of it is 20.01. By line it would be 20.01 + 0.00.
        Assert.Equal(100.05m, (decimal)invoice["totalAmountExcludingTax"]!);
        Assert.Equal(20.01m, (decimal)invoice["totalTaxAmount"]!);
        Assert.Equal(120.06m, (decimal)invoice["remainingAmount"]!);
        Assert.NotEqual((string?)draft["@odata.etag"], (string?)invoice["@odata.etag"]);
        var entries = await desk.ListAsync(
            "/generalLedgerEntries?$filter=documentNumber eq 'PS-INV103001'"
        );
        Assert.Equal(
            ["10400 120.06 0", "40200 0 100.03", "40200 0 0.02", "20400 0 20.01"],
            entries.Select(x => $"{x!["accountNumber"]} {x["debitAmount"]} {x["creditAmount"]}")
        );
        var customer = (await desk.ListAsync("/customers"))[0]!;
        Assert.Equal(120.06m, (decimal)customer["balanceDue"]!);
    }

    [Fact]
    public async Task What_is_posted_can_neither_be_posted_again_nor_changed_nor_deleted()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync();
        var path = $"/salesInvoices({(string)(await desk.PostedAsync("R-1", 10m))["id"]!})";

        var again = await desk.RefusalAsync(HttpMethod.Post, $"{path}/Microsoft.NAV.post", []);
        var change = await desk.RefusalAsync(
            HttpMethod.Patch,
            path,
            new JsonObject { ["dueDate"] = "2026-12-31" },
            "*"
        );
        var delete = await desk.RefusalAsync(HttpMethod.Delete, path, ifMatch: "*");

        Assert.Equal(
            (
                400,
                "Application_DialogException",
                "The action can be applied to a draft invoice only."
            ),
            again
        );
        Assert.Equal("The invoice has been posted and can no longer be modified.", change.Message);
        Assert.Equal(400, delete.Status);
        Assert.Single(await desk.ListAsync("/salesInvoices"));
    }

    [Theory]
    [InlineData("2026-04-01", null)]
    [InlineData(null, "2026-03-30")]
    public async Task A_day_outside_the_allowed_posting_dates_is_refused_and_nothing_is_posted(
        string? from,
        string? to
    )
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync();
        var id = (string)(await desk.InvoiceAsync("R-1", 10m))["id"]!;
        await desk.AllowPostingAsync(from, to);

        var refusal = await desk.RefusalAsync(
            HttpMethod.Post,
            $"/salesInvoices({id})/Microsoft.NAV.post",
            []
        );

        Assert.Equal(
            (
                400,
                "Application_DialogException",
                "Posting Date is not within your range of allowed posting dates in Sales Header Document Type='Invoice',No.='S-INV1001'."
            ),
            refusal
        );
        Assert.Empty(await desk.ListAsync("/generalLedgerEntries"));
        await desk.AllowPostingAsync(null, null);
        await desk.DoAsync($"/salesInvoices({id})/Microsoft.NAV.post");
        // The refusal has used up no number.
        Assert.Equal(
            "PS-INV103001",
            (string?)(await desk.ListAsync("/salesInvoices"))[0]!["number"]
        );
    }

    [Fact]
    public async Task A_payment_lowers_what_remains_and_a_reversal_raises_it_again()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync();
        var invoice = await desk.PostedAsync("R-1", 100m);
        var path = $"/salesInvoices({(string)invoice["id"]!})";

        await desk.PayAsync(invoice, 50m);
        var partly = await desk.GetAsync(path);
        await desk.PayAsync(invoice, 70m);
        var paid = await desk.GetAsync(path);
        await desk.InCompanyAsync(
            HttpMethod.Post,
            "invoices/PS-INV103001/reverse-payment",
            new JsonObject { ["amount"] = 70 }
        );
        var bounced = await desk.GetAsync(path);

        Assert.Equal(("Open", 70m), StateOf(partly));
        Assert.Equal(("Paid", 0m), StateOf(paid));
        Assert.Equal(("Open", 70m), StateOf(bounced));
        var entries = await desk.ListAsync("/generalLedgerEntries");
        Assert.Equal(
            entries.Sum(x => (decimal)x!["debitAmount"]!),
            entries.Sum(x => (decimal)x!["creditAmount"]!)
        );
    }

    [Fact]
    public async Task A_credit_memo_is_applied_to_its_invoice_and_a_cancelled_invoice_owes_nothing()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync();
        var first = await desk.PostedAsync("R-1", 100m);
        var second = await desk.PostedAsync("R-2", 10m);
        var credit = await desk.MakeAsync(
            "/salesCreditMemos",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["externalDocumentNumber"] = "R-3",
                ["invoiceId"] = (string)first["id"]!,
                ["salesCreditMemoLines"] = BusinessCentralDesk.Lines(40m),
            }
        );

        await desk.DoAsync($"/salesCreditMemos({(string)credit["id"]!})/Microsoft.NAV.post");
        await desk.DoAsync($"/salesInvoices({(string)second["id"]!})/Microsoft.NAV.cancel");

        // 120.00 - 48.00 = 72.00.
        Assert.Equal(
            ("Open", 72m),
            StateOf(await desk.GetAsync($"/salesInvoices({(string)first["id"]!})"))
        );
        Assert.Equal(
            ("Canceled", 0m),
            StateOf(await desk.GetAsync($"/salesInvoices({(string)second["id"]!})"))
        );
        var credits = await desk.ListAsync("/salesCreditMemos?$orderby=number");
        Assert.Equal(
            ["PS-CR104001 Paid PS-INV103001", "PS-CR104002 Corrective PS-INV103002"],
            credits.Select(x => $"{x!["number"]} {x["status"]} {x["invoiceNumber"]}")
        );
    }

    [Fact]
    public async Task A_journal_posts_what_balances_within_the_allowed_dates_and_is_empty_then()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        var journal = $"/journals({(string)(await desk.ListAsync("/journals"))[0]!["id"]!})";
        await LineAsync(desk, journal, "60100", 25m);

        var uneven = await desk.RefusalAsync(HttpMethod.Post, $"{journal}/Microsoft.NAV.post", []);
        await LineAsync(desk, journal, "40200", -25m);
        await desk.AllowPostingAsync("2026-04-01", null);
        var closed = await desk.RefusalAsync(HttpMethod.Post, $"{journal}/Microsoft.NAV.post", []);
        await desk.AllowPostingAsync(null, null);
        await desk.DoAsync($"{journal}/Microsoft.NAV.post");

        Assert.StartsWith(
            "Document No. J-7 is out of balance by 25.",
            uneven.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Posting Date is not within your range of allowed posting dates in Gen. Journal Line Journal Template Name='GENERAL',Journal Batch Name='DEFAULT',Line No.='10000'.",
            closed.Message
        );
        Assert.Empty(await desk.ListAsync($"{journal}/journalLines"));
        var entries = await desk.ListAsync("/generalLedgerEntries?$expand=dimensionSetLines");
        Assert.Equal(
            ["60100 25 0 CLOUD", "40200 0 25 CLOUD"],
            entries.Select(x =>
                $"{x!["accountNumber"]} {x["debitAmount"]} {x["creditAmount"]} {x["dimensionSetLines"]![0]!["valueCode"]}"
            )
        );
    }

    [Fact]
    public async Task A_dimension_that_the_customer_demands_has_to_be_there()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        var customer = await desk.CustomerAsync();
        var invoice = await desk.InvoiceAsync("R-1", 10m);
        var path = $"/salesInvoices({(string)invoice["id"]!})";
        await desk.MakeAsync(
            $"/customers({(string)customer["id"]!})/defaultDimensions",
            new JsonObject
            {
                ["dimensionCode"] = "DEPARTMENT",
                ["postingValidation"] = "Code Mandatory",
            }
        );

        var refusal = await desk.RefusalAsync(HttpMethod.Post, $"{path}/Microsoft.NAV.post", []);
        await desk.MakeAsync(
            $"{path}/dimensionSetLines",
            new JsonObject { ["code"] = "DEPARTMENT", ["valueCode"] = "PROD" }
        );
        await desk.DoAsync($"{path}/Microsoft.NAV.post");

        Assert.Equal(
            "Select a Dimension Value Code for the Dimension Code DEPARTMENT for Customer C1.",
            refusal.Message
        );
    }

    private static (string?, decimal) StateOf(JsonNode invoice) =>
        ((string?)invoice["status"], (decimal)invoice["remainingAmount"]!);

    private static Task<JsonNode> LineAsync(
        BusinessCentralDesk desk,
        string journal,
        string account,
        decimal amount
    ) =>
        desk.MakeAsync(
            $"{journal}/journalLines",
            new JsonObject
            {
                ["accountNumber"] = account,
                ["amount"] = amount,
                ["documentNumber"] = "J-7",
                ["dimensionSetLines"] = new JsonArray(
                    new JsonObject { ["code"] = "PRACTICE", ["valueCode"] = "CLOUD" }
                ),
            }
        );
}
