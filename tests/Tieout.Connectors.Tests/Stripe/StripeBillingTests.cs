using System.Net;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>Invoices, payments and credit notes in the simulator, as Stripe reckons them.</summary>
public sealed class StripeBillingTests : IAsyncLifetime
{
    private StripeSandbox _stripe = null!;

    public async ValueTask InitializeAsync() =>
        _stripe = await StripeSandbox.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Fact]
    public async Task Tax_rates_are_rounded_once_for_all_lines_of_a_rate()
    {
        var rate = await _stripe.PostAsync(
            "tax_rates",
            "display_name=VAT&percentage=20&inclusive=false"
        );
        var customer = await _stripe.CustomerAsync();
        var id = await _stripe.DraftAsync(customer, 2, $"&default_tax_rates[]={rate["id"]}");

        var invoice = await _stripe.PostAsync(
            $"invoices/{id}/add_lines",
            "lines[0][amount]=2&lines[1][amount]=3"
        );

        // 20 % of 2 + 2 + 3 = 7 is 1.4: 1. By line it would be 0 + 0 + 1.
        Assert.Equal(7, Whole(invoice, "subtotal"));
        Assert.Equal(8, Whole(invoice, "total"));
        Assert.Equal(1, Whole(invoice["total_taxes"]![0]!, "amount"));
    }

    [Fact]
    public async Task A_final_invoice_is_numbered_by_customer_and_changed_no_more()
    {
        var customer = await _stripe.PostAsync("customers", "name=A&invoice_prefix=CONTOSO");
        var first = await _stripe.DraftAsync((string)customer["id"]!, 100);
        var second = await _stripe.OpenAsync((string)customer["id"]!, 100);
        var later = await _stripe.PostAsync($"invoices/{first}/finalize");
        var again = await _stripe.SendAsync(HttpMethod.Post, $"invoices/{first}/finalize", "");
        var line = await _stripe.SendAsync(
            HttpMethod.Post,
            "invoiceitems",
            $"invoice={second}&amount=1"
        );
        var deleted = await _stripe.SendAsync(HttpMethod.Delete, $"invoices/{second}");

        Assert.Equal(
            "CONTOSO-0001",
            (string?)(await _stripe.GetAsync($"invoices/{second}"))["number"]
        );
        Assert.Equal("CONTOSO-0002", (string?)later["number"]);
        Assert.Equal("invoice_not_editable", (string?)again.Error["code"]);
        Assert.Equal("invoice_not_editable", (string?)line.Error["code"]);
        Assert.Equal(HttpStatusCode.BadRequest, deleted.Status);
    }

    [Fact]
    public async Task A_credit_note_on_an_open_invoice_leaves_less_to_pay_until_it_is_voided()
    {
        var id = await _stripe.OpenAsync(await _stripe.CustomerAsync(), 1000);
        var note = await _stripe.PostAsync("credit_notes", $"invoice={id}&amount=300");
        var less = await _stripe.GetAsync($"invoices/{id}");
        _ = await _stripe.PostAsync($"credit_notes/{note["id"]}/void");
        var whole = await _stripe.GetAsync($"invoices/{id}");

        Assert.Equal("pre_payment", (string?)note["type"]);
        Assert.Equal(700, Whole(less, "amount_remaining"));
        Assert.Equal(300, Whole(less, "pre_payment_credit_notes_amount"));
        Assert.Equal(1000, Whole(whole, "amount_remaining"));
        Assert.Equal(0, Whole(whole, "pre_payment_credit_notes_amount"));
    }

    [Fact]
    public async Task A_credit_note_on_a_paid_invoice_says_where_the_money_goes()
    {
        var customer = await _stripe.CustomerAsync();
        var id = await _stripe.OpenAsync(customer, 1000);
        _ = await _stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");

        var silent = await _stripe.SendAsync(
            HttpMethod.Post,
            "credit_notes",
            $"invoice={id}&amount=300"
        );
        var note = await _stripe.PostAsync(
            "credit_notes",
            $"invoice={id}&amount=300&out_of_band_amount=100&credit_amount=200"
        );
        var voided = await _stripe.SendAsync(
            HttpMethod.Post,
            $"credit_notes/{note["id"]}/void",
            ""
        );
        var next = await _stripe.OpenAsync(customer, 500);

        Assert.Equal(HttpStatusCode.BadRequest, silent.Status);
        Assert.Equal("post_payment", (string?)note["type"]);
        Assert.Equal(HttpStatusCode.BadRequest, voided.Status);
        // The credit of 200 is set off against the next invoice of 500.
        var invoice = await _stripe.GetAsync($"invoices/{next}");
        Assert.Equal(-200, Whole(invoice, "starting_balance"));
        Assert.Equal(300, Whole(invoice, "amount_due"));
        Assert.Equal(0, Whole(await _stripe.GetAsync($"customers/{customer}"), "balance"));
    }

    [Fact]
    public async Task No_more_is_credited_than_the_invoice_came_to()
    {
        var id = await _stripe.OpenAsync(await _stripe.CustomerAsync(), 1000);
        _ = await _stripe.PostAsync("credit_notes", $"invoice={id}&amount=600");

        var more = await _stripe.SendAsync(
            HttpMethod.Post,
            "credit_notes",
            $"invoice={id}&amount=401"
        );
        var rest = await _stripe.PostAsync("credit_notes", $"invoice={id}&amount=400");

        Assert.Equal("amount", (string?)more.Error["param"]);
        Assert.EndsWith("-CN-02", (string?)rest["number"], StringComparison.Ordinal);
        Assert.Equal("paid", (string?)(await _stripe.GetAsync($"invoices/{id}"))["status"]);
    }

    [Fact]
    public async Task A_preview_of_a_credit_note_takes_the_tax_of_the_line_and_writes_nothing()
    {
        var rate = await _stripe.PostAsync(
            "tax_rates",
            "display_name=VAT&percentage=19&inclusive=false"
        );
        var id = await _stripe.OpenAsync(
            await _stripe.CustomerAsync(),
            1000,
            $"&default_tax_rates[]={rate["id"]}"
        );
        var line = (string)(await _stripe.GetAsync($"invoices/{id}/lines"))["data"]![0]!["id"]!;

        var preview = await _stripe.GetAsync(
            $"credit_notes/preview?invoice={id}&lines[0][type]=invoice_line_item"
                + $"&lines[0][invoice_line_item]={line}&lines[0][amount]=500"
        );

        // 19 % of 1,000 is 190; half of it is 95.
        Assert.Equal(595, Whole(preview, "total"));
        Assert.Equal(500, Whole(preview, "subtotal"));
        Assert.Empty((await _stripe.GetAsync("credit_notes"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Too_much_money_becomes_the_customers_credit()
    {
        var customer = await _stripe.CustomerAsync();
        var id = await _stripe.OpenAsync(customer, 1000);
        var record = await _stripe.PostAsync(
            "payment_records/report_payment",
            "amount_requested[currency]=usd&amount_requested[value]=1200&initiated_at=1773500000"
                + "&outcome=guaranteed&payment_method_details[type]=custom"
        );
        var invoice = await _stripe.PostAsync(
            $"invoices/{id}/attach_payment",
            $"payment_record={record["id"]}"
        );

        Assert.Equal("paid", (string?)invoice["status"]);
        Assert.Equal(1200, Whole(invoice, "amount_paid"));
        Assert.Equal(200, Whole(invoice, "amount_overpaid"));
        Assert.Equal(-200, Whole(await _stripe.GetAsync($"customers/{customer}"), "balance"));
    }

    [Fact]
    public async Task Only_what_is_open_or_given_up_is_voided()
    {
        var customer = await _stripe.CustomerAsync();
        var bad = await _stripe.OpenAsync(customer, 1000);
        _ = await _stripe.PostAsync($"invoices/{bad}/mark_uncollectible");
        var voided = await _stripe.PostAsync($"invoices/{bad}/void");
        var draft = await _stripe.DraftAsync(customer, 1000);

        Assert.Equal("void", (string?)voided["status"]);
        Assert.NotNull(voided["status_transitions"]!["marked_uncollectible_at"]);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await _stripe.SendAsync(HttpMethod.Post, $"invoices/{draft}/void", "")).Status
        );
        Assert.True(
            (bool)(await _stripe.DoAsync(HttpMethod.Delete, $"invoices/{draft}"))["deleted"]!
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _stripe.SendAsync(HttpMethod.Get, $"invoices/{draft}")).Status
        );
    }

    [Fact]
    public async Task Lines_of_a_draft_are_changed_and_taken_away_again()
    {
        var id = await _stripe.DraftAsync(await _stripe.CustomerAsync(), 1000);
        var added = await _stripe.PostAsync(
            $"invoices/{id}/add_lines",
            "lines[0][amount]=50&lines[0][metadata][line]=2"
        );
        var lines = added["lines"]!["data"]!.AsArray();
        _ = await _stripe.PostAsync(
            $"invoices/{id}/lines/{lines[1]!["id"]}",
            "amount=75&metadata[line]="
        );
        var left = await _stripe.PostAsync(
            $"invoices/{id}/remove_lines",
            $"lines[0][id]={lines[0]!["id"]}&lines[0][behavior]=delete"
        );

        var line = Assert.Single(left["lines"]!["data"]!.AsArray());
        Assert.Equal(75, Whole(line!, "amount"));
        Assert.Empty(line!["metadata"]!.AsObject());
        Assert.Equal(75, Whole(left, "total"));
        Assert.Single((await _stripe.GetAsync("invoiceitems"))["data"]!.AsArray());
    }

    [Fact]
    public async Task An_invoice_that_advances_by_itself_is_final_after_an_hour_and_overdue_after_its_day()
    {
        var id = await _stripe.DraftAsync(
            await _stripe.CustomerAsync(),
            1000,
            "&auto_advance=true"
        );
        _stripe.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("draft", (string?)(await _stripe.GetAsync($"invoices/{id}"))["status"]);

        _stripe.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("open", (string?)(await _stripe.GetAsync($"invoices/{id}"))["status"]);

        _stripe.Clock.Advance(TimeSpan.FromDays(31));
        var late = await _stripe.GetAsync("events?type=invoice.overdue");
        Assert.Equal(
            id,
            (string?)Assert.Single(late["data"]!.AsArray())!["data"]!["object"]!["id"]
        );
    }

    private static long Whole(JsonNode record, string name) => (long)record[name]!;
}
