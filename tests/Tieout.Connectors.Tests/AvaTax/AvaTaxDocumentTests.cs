using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>What becomes of a document: its states, its versions, and what is refused.</summary>
public sealed class AvaTaxDocumentTests : IAsyncLifetime
{
    private TrackerSandbox _avatax = null!;

    public async ValueTask InitializeAsync() => _avatax = await AvaTaxDesk.StartAsync();

    public ValueTask DisposeAsync() => _avatax.DisposeAsync();

    [Fact]
    public async Task An_estimate_is_computed_and_not_kept()
    {
        var told = await _avatax.CreateAsync(
            AvaTaxDesk.Document(
                "A",
                AvaTaxDesk.Paris,
                "\"description\":\"Offer\"",
                """[{"amount":100}]"""
            )
        );

        Assert.Equal(
            ("SalesOrder", "Temporary", "0", "20"),
            (
                told["type"]!.ToString(),
                told["status"]!.ToString(),
                told["id"]!.ToString(),
                told["totalTax"]!.ToString()
            )
        );
        Assert.Equal("404 EntityNotFoundError 4", (await _avatax.FindAsync("A")).Error());
    }

    [Fact]
    public async Task What_is_not_committed_is_replaced_by_creating_it_again_and_what_is_stays()
    {
        await CreateAsync("A", 100m);
        var again = await CreateAsync("A", 200m);
        await _avatax.ActAsync("A", "commit", """{"commit":true}""");

        var refused = await _avatax.SendAsync(
            HttpMethod.Post,
            "api/v2/transactions/create",
            AvaTaxDesk.Document("A", AvaTaxDesk.Paris, "", 300m)
        );

        Assert.Equal("Saved 2 200", State(again));
        Assert.Equal("400 GetTaxError 300", refused.Error());
        Assert.Equal("Expected Saved|Posted", refused.Text("error.details.0.description"));
        Assert.Equal("Committed 2 200", State(await _avatax.FindAsync("A")));
    }

    [Fact]
    public async Task Creating_or_adjusting_leaves_one_document_and_keeps_the_committed_version()
    {
        var first = await _avatax.UpsertAsync(Document("A", 100m));
        var second = await _avatax.UpsertAsync(Document("A", 200m));
        var committed = await _avatax.ActAsync("A", "commit", """{"commit":true}""");
        var third = await _avatax.UpsertAsync(Document("A", 300m));

        Assert.Equal((201, "Saved 1 100"), (first.Status, State(first)));
        Assert.Equal("Saved 2 200", State(second));
        Assert.Equal("Committed 2 200", State(committed));
        // An upsert that does not commit takes the commitment away: whoever sends it must commit again.
        Assert.Equal("Saved 3 300", State(third));
        Assert.Equal("PriceAdjusted", third.Text("adjustmentReason"));
        var adjusted = await _avatax.GetAsync($"api/v2/transactions/{committed.Text("id")}");
        Assert.Equal("Adjusted 2 200", State(adjusted));
        Assert.Equal(["Adjusted 2", "Saved 3"], await ListAsync());
    }

    [Fact]
    public async Task Codes_are_unique_by_type_and_a_sale_is_meant_where_none_is_named()
    {
        await CreateAsync("A", 100m);
        var memo = Document("A", -40m)
            .Replace("SalesInvoice", "ReturnInvoice", StringComparison.Ordinal);
        await _avatax.CreateAsync(memo);
        await _avatax.CreateAsync(memo.Replace("\"A\"", "\"B\"", StringComparison.Ordinal));

        var named = await _avatax.GetAsync(
            "api/v2/companies/DEFAULT/transactions/A?documentType=ReturnInvoice"
        );
        var typed = await _avatax.GetAsync(
            "api/v2/companies/DEFAULT/transactions/A/types/ReturnInvoice"
        );

        Assert.Equal("Saved 1 100", State(await _avatax.FindAsync("A")));
        Assert.Equal("Saved 1 -40", State(named));
        Assert.Equal("Saved 1 -40", State(typed));
        Assert.Equal("Saved 1 -40", State(await _avatax.FindAsync("B")));
        Assert.Equal(-8m, named["totalTax"].Amount());
    }

    [Fact]
    public async Task A_void_document_is_told_as_cancelled_and_its_code_is_free_again()
    {
        await CreateAsync("A", 100m);
        await _avatax.ActAsync("A", "commit", """{"commit":true}""");

        // As the client library writes it.
        var done = await _avatax.ActAsync("A", "void", """{"code":"docVoided"}""");
        var twice = await _avatax.ActAsync("A", "void", """{"code":"DocVoided"}""");
        var commit = await _avatax.ActAsync("A", "commit", """{"commit":true}""");

        Assert.Equal("Cancelled 1 100", State(done));
        Assert.Equal("Cancelled 1 100", State(await _avatax.FindAsync("A")));
        Assert.Equal("400 TransactionAlreadyCancelled 198", twice.Error());
        Assert.Equal("404 EntityNotFoundError 4", commit.Error());
        Assert.Equal("Saved 2 70", State(await _avatax.UpsertAsync(Document("A", 70m))));
    }

    [Fact]
    public async Task A_deleted_document_is_gone_unless_it_was_committed()
    {
        await CreateAsync("A", 100m);
        await CreateAsync("B", 100m);
        await _avatax.ActAsync("B", "commit", """{"commit":true}""");

        var gone = await _avatax.ActAsync("A", "void", """{"code":"DocDeleted"}""");
        var kept = await _avatax.ActAsync("B", "void", """{"code":"DocDeleted"}""");

        Assert.Equal(200, gone.Status);
        Assert.Equal("404 EntityNotFoundError 4", (await _avatax.FindAsync("A")).Error());
        Assert.Equal("400 GetTaxError 300", kept.Error());
    }

    [Fact]
    public async Task What_is_filed_is_locked_against_every_change()
    {
        await CreateAsync("A", 100m);
        var early = await _avatax.ActAsync("A", "lock", """{"isLocked":true}""");
        await _avatax.ActAsync("A", "commit", """{"commit":true}""");
        var locked = await _avatax.ActAsync("A", "lock", """{"isLocked":true}""");

        Assert.Equal("400 DocumentNotCommitted 313", early.Error());
        Assert.Equal("true", locked.Text("locked"));
        const string refused = "400 CannotModifyLockedTransaction 1100";
        Assert.Equal(refused, (await _avatax.UpsertAsync(Document("A", 1m))).Error());
        Assert.Equal(refused, (await _avatax.ActAsync("A", "uncommit")).Error());
        Assert.Equal(
            refused,
            (await _avatax.ActAsync("A", "void", """{"code":"DocVoided"}""")).Error()
        );
        var adjust = $$"""{"adjustmentReason":"Other","newTransaction":{{Document("A", 1m)}}}""";
        Assert.Equal(refused, (await _avatax.ActAsync("A", "adjust", adjust)).Error());
        Assert.Equal("Committed 1 100", State(await _avatax.FindAsync("A")));
    }

    [Fact]
    public async Task A_document_is_verified_renamed_and_committed_in_one_call()
    {
        await CreateAsync("A", 100m);
        var wrongTax = await _avatax.ActAsync("A", "verify", """{"verifyTotalTax":20.01}""");
        var wrongAmount = await _avatax.ActAsync("A", "verify", """{"verifyTotalAmount":1}""");
        var wrongDate = await _avatax.ActAsync(
            "A",
            "verify",
            """{"verifyTransactionDate":"2026-03-11"}"""
        );

        var settled = await _avatax.ActAsync(
            "A",
            "settle",
            """
            {"changeCode":{"newCode":"INV-1"},
             "verify":{"verifyTransactionDate":"2026-03-10","verifyTotalAmount":100,"verifyTotalTax":20},
             "commit":{"commit":true}}
            """
        );

        Assert.Equal("400 TotalTaxMismatch 1308", wrongTax.Error());
        Assert.Equal("400 TotalAmountMismatch 1307", wrongAmount.Error());
        Assert.Equal("400 DateMismatch 1305", wrongDate.Error());
        Assert.Equal("Committed 1 100", State(settled));
        Assert.Equal("404 EntityNotFoundError 4", (await _avatax.FindAsync("A")).Error());
        Assert.Equal("Committed 1 100", State(await _avatax.FindAsync("INV-1")));
        var late = await _avatax.ActAsync("INV-1", "changecode", """{"newCode":"A"}""");
        Assert.Equal("400 TransactionIsCommitted 1313", late.Error());
    }

    [Fact]
    public async Task A_refund_gives_back_the_tax_that_was_charged_though_the_rate_has_changed()
    {
        await _avatax.CreateAsync(AvaTaxDesk.Document("A", AvaTaxDesk.Paris, "", 10.03m, 50m));
        await _avatax.DoAsync(
            "POST",
            "rehearsal/jurisdictions",
            """{"country":"FR","level":"Country","code":"FR","name":"FRANCE","rate":0.25}"""
        );

        var full = await Refund("\"refundTransactionCode\":\"R-1\"");
        var part = await Refund("\"refundType\":\"Partial\",\"refundLines\":[\"2\"]");
        var share = await Refund("\"refundType\":\"Percentage\",\"refundPercentage\":50");
        var tax = await Refund("\"refundType\":\"TaxOnly\"");

        // 20 % of 10.03 is 2.01, of 50.00 it is 10.00; half of them 1.01 (1.005) and 5.00.
        Assert.Equal("ReturnInvoice A -60.03 -12.01", Told(full));
        Assert.Equal("ReturnInvoice A -50 -10", Told(part));
        Assert.Equal("ReturnInvoice A -30.02 -6.01", Told(share));
        Assert.Equal("ReturnInvoice A 0 -12.01", Told(tax));
        Assert.Equal(
            "400 RefundLinesRequired 704",
            (await Refund("\"refundType\":\"Partial\"")).Error()
        );
        Assert.Equal(
            "400 RefundPercentageMissing 709",
            (await Refund("\"refundType\":\"Percentage\"")).Error()
        );

        Task<TrackerReply> Refund(string more) =>
            _avatax.ActAsync("A", "refund", $$"""{"refundDate":"2026-03-15",{{more}}}""");

        static string Told(TrackerReply x) =>
            $"{x.Text("type")} {x.Text("referenceCode")} {x.Text("totalAmount")} {x.Text("totalTax")}";
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_ids_and_another_others()
    {
        await using var same = await AvaTaxDesk.StartAsync();
        await using var other = await AvaTaxDesk.StartAsync(seed: 2);
        var document = Document("", 1m);

        var first = await _avatax.CreateAsync(document);
        var second = await same.CreateAsync(document);
        var third = await other.CreateAsync(document);

        Assert.Equal(first["id"]!.ToString(), second["id"]!.ToString());
        Assert.Equal(first["code"]!.ToString(), second["code"]!.ToString());
        Assert.NotEqual(first["code"]!.ToString(), third["code"]!.ToString());
    }

    private static string Document(string code, decimal amount) =>
        AvaTaxDesk.Document(code, AvaTaxDesk.Paris, "", amount);

    private static string State(TrackerReply reply) =>
        $"{reply.Text("status")} {reply.Text("version")} {reply.Text("totalAmount")}";

    private Task<TrackerReply> CreateAsync(string code, decimal amount) =>
        _avatax.SendAsync(HttpMethod.Post, "api/v2/transactions/create", Document(code, amount));

    private async Task<IEnumerable<string>> ListAsync()
    {
        var all = await _avatax.GetAsync("api/v2/companies/DEFAULT/transactions");
        return all["value"]!.AsArray().Select(x => $"{x!["status"]} {x["version"]}");
    }
}
