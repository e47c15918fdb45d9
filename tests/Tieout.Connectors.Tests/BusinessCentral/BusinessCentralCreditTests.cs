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
        await CreditAsync(invoice, 40m);

        var pages = await ReadAsync(Cursor.Start);

        AssertUnclear(pages, invoice);
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

    private static void AssertUnclear(IReadOnlyList<Page> pages, JsonNode invoice)
    {
        Assert.Empty(RecordsOf(pages));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Equal("business-central.credit-partly-applied", rejected.Code);
        Assert.Equal($"payment/bc/{invoice["id"]}", rejected.Identity);
    }
}
