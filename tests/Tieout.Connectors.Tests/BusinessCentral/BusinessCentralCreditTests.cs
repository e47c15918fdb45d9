using System.Text.Json.Nodes;
using Tieout.Connect;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>Credit memos, which settle an invoice as money does.</summary>
public sealed class BusinessCentralCreditTests : BusinessCentralFeedTest
{
    [Fact]
    public async Task What_a_credit_memo_took_off_is_no_payment()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await CreditAsync(invoice, 40m);
        await Desk.PayAsync(invoice, 30m);

        // 120.00 - 48.00 - 30.00 = 42.00 remain; 30.00 came in money.
        Assert.Equal([30m], PaidIn(await ReadAsync(Cursor.Start)));
    }

    [Fact]
    public async Task A_credit_memo_that_is_applied_in_part_is_told_instead_of_guessed()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await Desk.PayAsync(invoice, 100m);
        var credit = await CreditAsync(invoice, 40m);
        var other = await Desk.PostedAsync("OTHER-1", 100m);

        var pages = await ReadAsync(Cursor.Start);

        AssertUnclear(pages, invoice);

        // Its rest goes elsewhere: 20.00 and not 48.00 were taken off here, which nothing tells.
        await ApplyAsync(credit, other);
        Assert.Empty(RecordsOf(await ReadAsync(pages[^1].Next)));
    }

    [Fact]
    public async Task An_invoice_is_told_once_its_credit_memo_is_applied_in_full()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await Desk.PayAsync(invoice, 100m);
        var credit = await CreditAsync(invoice, 40m);
        await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{invoice["number"]}/reverse-payment",
            new JsonObject { ["amount"] = 60 }
        );
        var unclear = await ReadAsync(Cursor.Start);
        AssertUnclear(unclear, invoice);
        Assert.Empty(await ReadAsync(unclear[^1].Next));

        // 120.00 - 40.00 in money - 48.00 = 32.00 remain.
        await ApplyAsync(credit, invoice);

        Assert.Equal([40m], PaidIn(await ReadAsync(unclear[^1].Next)));
    }

    [Fact]
    public async Task A_credit_memo_of_more_than_was_settled_is_told_instead_of_guessed()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        var credit = await CreditAsync(invoice, 200m);
        await ApplyAsync(credit, await Desk.PostedAsync("OTHER-1", 100m));

        AssertUnclear(await ReadAsync(Cursor.Start), invoice);
    }

    [Fact]
    public async Task A_credit_memo_of_another_invoice_takes_nothing_off()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await CreditAsync(await Desk.PostedAsync("OTHER-1", 100m), 40m);
        await Desk.PayAsync(invoice, 120m);

        Assert.Equal([120m], PaidIn(await ReadAsync(Cursor.Start)));
    }

    private async Task<JsonNode> CreditAsync(JsonNode invoice, decimal amount)
    {
        var credit = await Desk.MakeAsync(
            "/salesCreditMemos",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["externalDocumentNumber"] = "T-9",
                ["invoiceId"] = (string)invoice["id"]!,
                ["salesCreditMemoLines"] = BusinessCentralDesk.Lines(amount),
            }
        );
        var path = $"/salesCreditMemos({(string)credit["id"]!})";
        await Desk.DoAsync($"{path}/Microsoft.NAV.post");
        return await Desk.GetAsync(path);
    }

    private Task<JsonNode> ApplyAsync(JsonNode credit, JsonNode invoice) =>
        Desk.InCompanyAsync(
            HttpMethod.Post,
            $"credit-memos/{credit["number"]}/apply",
            new JsonObject { ["invoice"] = (string)invoice["number"]! }
        );

    private static void AssertUnclear(IReadOnlyList<Page> pages, JsonNode invoice)
    {
        Assert.Empty(RecordsOf(pages));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Equal("business-central.credit-partly-applied", rejected.Code);
        Assert.Equal($"payment/bc/{invoice["id"]}", rejected.Identity);
    }
}
