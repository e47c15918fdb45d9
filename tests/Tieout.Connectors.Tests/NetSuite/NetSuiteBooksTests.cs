using System.Text.Json.Nodes;
using static Tieout.Connectors.Tests.NetSuite.NetSuiteDesk;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>The rules of the simulated books.</summary>
public sealed class NetSuiteBooksTests : IAsyncLifetime
{
    private const string Outside =
        "Error while accessing a resource. The transaction date you specified is not within the date range of your accounting period.";

    private NetSuiteDesk _desk = null!;
    private string _customer = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _desk = await NetSuiteDesk.OpenAsync();
        _customer = await _desk.CustomerAsync();
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task The_tax_of_a_code_is_rounded_once()
    {
        // 10.03 + 10.03 = 20.06; 20 % = 4.012: 4.01. By line it would be 2.01 twice.
        var id = await _desk.MakeAsync("invoice", Invoice(_customer, 10.03m, 10.03m));

        var read = await _desk.GetAsync($"invoice/{id}");
        Assert.Equal(
            (20.06m, 4.01m, 24.07m, 24.07m),
            (
                (decimal)read["subtotal"]!,
                (decimal)read["taxTotal"]!,
                (decimal)read["total"]!,
                (decimal)read["amountRemaining"]!
            )
        );
        Assert.Equal(
            ("A", "Open"),
            ((string?)read["status"]!["id"], (string?)read["status"]!["refName"])
        );
    }

    [Fact]
    public async Task A_tax_that_is_given_for_a_line_stands()
    {
        var body = Invoice(_customer, 10.03m);
        body["item"]!["items"]![0]!["tax1Amt"] = 2m;

        var read = await _desk.GetAsync($"invoice/{await _desk.MakeAsync("invoice", body)}");

        Assert.Equal((2m, 12.03m), ((decimal)read["taxTotal"]!, (decimal)read["total"]!));
    }

    [Fact]
    public async Task An_invoice_that_is_pending_approval_is_not_in_the_ledger()
    {
        var body = Invoice(_customer, 100m);
        body["approvalStatus"] = Ref("1");
        var id = await _desk.MakeAsync("invoice", body);

        Assert.Equal(
            "Pending Approval",
            (string?)(await _desk.GetAsync($"invoice/{id}"))["status"]!["refName"]
        );
        Assert.Empty(await EntriesAsync(id));
        _ = await _desk.SendAsync(
            HttpMethod.Patch,
            $"invoice/{id}",
            new JsonObject { ["approvalStatus"] = Ref("2") }
        );

        // 100.00 and 20.00 of VAT are owed.
        Assert.Equal(
            [("101", "120", null), ("110", null, "100"), ("112", null, "20")],
            await EntriesAsync(id)
        );
    }

    [Fact]
    public async Task Without_approval_routing_an_invoice_is_posted_at_once_and_takes_no_approval()
    {
        await _desk.PreferAsync("invoiceApproval", value: false);
        var body = Invoice(_customer, 100m);

        var refused = await _desk.RefusalAsync(HttpMethod.Post, "invoice", body);
        _ = body.Remove("approvalStatus");
        var id = await _desk.MakeAsync("invoice", body);

        Assert.Contains("element approvalstatus", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(3, (await EntriesAsync(id)).Count);
    }

    [Theory]
    [InlineData("closed", false)]
    [InlineData("allLocked", false)]
    [InlineData("arLocked", false)]
    [InlineData("apLocked", true)]
    public async Task A_period_takes_invoices_while_receivables_are_open(string what, bool isTaken)
    {
        var before = await _desk.MakeAsync("invoice", Invoice(_customer, 1m));
        await _desk.SetPeriodAsync("Mar 2026", what, isSo: true);

        var made = await _desk.SendAsync(HttpMethod.Post, "invoice", Invoice(_customer, 1m));
        var changed = await _desk.SendAsync(
            HttpMethod.Patch,
            $"invoice/{before}",
            new JsonObject { ["memo"] = "late" }
        );
        var deleted = await _desk.SendAsync(HttpMethod.Delete, $"invoice/{before}");

        if (isTaken)
        {
            Assert.Equal((204, 204, 204), (made.Status, changed.Status, deleted.Status));
            return;
        }

        Assert.All(
            [made, changed, deleted],
            x => Assert.Equal((400, "USER_ERROR", Outside), x.Refusal)
        );
    }

    [Fact]
    public async Task A_journal_is_taken_where_receivables_only_are_locked()
    {
        await _desk.SetPeriodAsync("Mar 2026", "arLocked", isSo: true);

        var id = await _desk.MakeAsync("journalEntry", Journal(100m, 100m));

        Assert.Equal([("113", "100", null), ("110", null, "100")], await EntriesAsync(id));
        Assert.Equal(
            400,
            (await _desk.SendAsync(HttpMethod.Post, "journalEntry", Journal(100m, 99m))).Status
        );
    }

    [Fact]
    public async Task A_date_outside_its_period_needs_the_preference()
    {
        var body = Invoice(_customer, 1m);
        var april = (
            await _desk.RowsAsync("SELECT id FROM accountingperiod WHERE periodname = 'Apr 2026'")
        )[0];
        body["postingPeriod"] = Ref((string)april["id"]!);

        Assert.Equal(Outside, (await _desk.RefusalAsync(HttpMethod.Post, "invoice", body)).Detail);
        await _desk.PreferAsync("dateOutsidePeriod", value: true);

        Assert.Equal(204, (await _desk.SendAsync(HttpMethod.Post, "invoice", body)).Status);
    }

    [Fact]
    public async Task Payments_settle_an_invoice_and_a_full_one_closes_it()
    {
        var invoice = await _desk.MakeAsync("invoice", Invoice(_customer, 100m));

        // 100.00 and 20 % of VAT, less 50.00.
        var part = await _desk.PayAsync(_customer, invoice, 50m);
        Assert.Equal((70m, "Open"), await OpenAsync(invoice));
        _ = await _desk.PayAsync(_customer, invoice, 70m);
        Assert.Equal((0m, "Paid In Full"), await OpenAsync(invoice));
        _ = await _desk.SendAsync(HttpMethod.Delete, $"customerPayment/{part}");
        Assert.Equal((50m, "Open"), await OpenAsync(invoice));

        var bound = await _desk.RefusalAsync(HttpMethod.Delete, $"invoice/{invoice}");
        Assert.EndsWith(
            "linked to by one or more transactions.",
            bound.Detail,
            StringComparison.Ordinal
        );
        var more = await _desk.SendAsync(
            HttpMethod.Post,
            "customerPayment",
            new JsonObject
            {
                ["customer"] = Ref(_customer),
                ["payment"] = 51m,
                ["apply"] = Apply(invoice, 51m),
            }
        );
        Assert.Equal(400, more.Status);
    }

    [Fact]
    public async Task A_credit_memo_is_applied_as_far_as_it_says()
    {
        var invoice = await _desk.MakeAsync("invoice", Invoice(_customer, 100m));
        var body = Invoice(_customer, 40m);
        _ = body.Remove("approvalStatus");
        body["apply"] = Apply(invoice, 30m);

        var credit = await _desk.GetAsync(
            $"creditMemo/{await _desk.MakeAsync("creditMemo", body)}"
        );

        Assert.Equal(
            (48m, 30m, 18m),
            (
                (decimal)credit["total"]!,
                (decimal)credit["applied"]!,
                (decimal)credit["amountRemaining"]!
            )
        );
        Assert.Equal((90m, "Open"), await OpenAsync(invoice));
    }

    [Theory]
    [InlineData("creditMemo")]
    [InlineData("customerPayment")]
    public async Task An_invoice_is_transformed_into_what_settles_it(string into)
    {
        var invoice = await _desk.MakeAsync("invoice", Invoice(_customer, 100m));

        var made = await _desk.SendAsync(
            HttpMethod.Post,
            $"invoice/{invoice}/!transform/{into}",
            []
        );

        Assert.Equal(204, made.Status);
        Assert.Equal((0m, "Paid In Full"), await OpenAsync(invoice));
    }

    [Fact]
    public async Task A_customer_is_invoiced_by_its_own_subsidiary_and_by_related_ones()
    {
        var body = Invoice(_customer, 1m);
        body["subsidiary"] = Ref("2");

        Assert.Equal(
            "INVALID_VALUE",
            (await _desk.RefusalAsync(HttpMethod.Post, "invoice", body)).Code
        );
        _ = await _desk.MakeAsync(
            "customerSubsidiaryRelationship",
            new JsonObject { ["entity"] = Ref(_customer), ["subsidiary"] = Ref("2") }
        );

        Assert.Equal(204, (await _desk.SendAsync(HttpMethod.Post, "invoice", body)).Status);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for()
    {
        var noCustomer = await _desk.RefusalAsync(HttpMethod.Post, "invoice", []);
        var noLine = await _desk.RefusalAsync(
            HttpMethod.Post,
            "invoice",
            new JsonObject { ["entity"] = Ref(_customer) }
        );

        Assert.EndsWith(
            "Please enter value(s) for: Customer.",
            noCustomer.Detail,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "You must enter at least one line item for this transaction.",
            noLine.Detail,
            StringComparison.Ordinal
        );
    }

    private static JsonObject Journal(decimal debit, decimal credit) =>
        new()
        {
            ["subsidiary"] = Ref("1"),
            ["tranDate"] = "2026-03-31",
            ["line"] = new JsonObject
            {
                ["items"] = new JsonArray(
                    new JsonObject { ["account"] = Ref("113"), ["debit"] = debit },
                    new JsonObject { ["account"] = Ref("110"), ["credit"] = credit }
                ),
            },
        };

    private async Task<IReadOnlyList<(string?, string?, string?)>> EntriesAsync(string id) =>
        [
            .. (
                await _desk.RowsAsync(
                    $"SELECT account, debit, credit FROM transactionaccountingline WHERE transaction = {id} AND posting = 'T' ORDER BY transactionline"
                )
            ).Select(x => ((string?)x["account"], (string?)x["debit"], (string?)x["credit"])),
        ];

    private async Task<(decimal, string)> OpenAsync(string invoice)
    {
        var read = await _desk.GetAsync($"invoice/{invoice}");
        return ((decimal)read["amountRemaining"]!, (string)read["status"]!["refName"]!);
    }
}
