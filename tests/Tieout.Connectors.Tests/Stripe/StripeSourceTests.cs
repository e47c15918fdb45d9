using System.Text;
using Tieout.Connect;
using Tieout.Connectors.Stripe;
using Tieout.Connectors.Tests.Rest;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>Payments and voids come back as facts, and webhooks say when to look.</summary>
public sealed class StripeSourceTests : IAsyncLifetime
{
    private StripeUnderTest _target = null!;
    private StripeSource _source = null!;
    private string _customer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StripeSandbox Stripe => _target.Stripe;

    public async ValueTask InitializeAsync()
    {
        _target = await StripeUnderTest.OpenAsync(Token);
        _source = new StripeSource(_target.Options(), Stripe.Clock);
        _customer = await Stripe.CustomerAsync();
    }

    public ValueTask DisposeAsync()
    {
        _source.Dispose();
        return _target.DisposeAsync();
    }

    [Fact]
    public async Task A_transfer_a_card_and_what_came_elsewhere_are_payments_of_their_days()
    {
        var start = await EndAsync(Cursor.Start);
        var id = await OpenAsync("T-A", 100_000);
        // 14 March 2026, 09:00 UTC.
        await TransferAsync(id, 40_000, 1773478800);
        _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        var card = await OpenAsync("T-B", 5_000);
        _ = await Stripe.PostAsync($"invoices/{card}/pay", "payment_method=pm_card_visa");

        var payments = (await ReadAsync(start)).Cast<Payment>().Distinct().ToList();

        Assert.Equal(
            [("T-A", 400m), ("T-A", 600m), ("T-B", 50m)],
            payments.Select(x => (x.Invoice.Value, x.Amount.Amount))
        );
        Assert.Equal(
            [new LocalDate(2026, 3, 14), new LocalDate(2026, 3, 15), new LocalDate(2026, 3, 15)],
            payments.Select(x => x.ValueDate)
        );
        Assert.Equal($"stripe/{id}-out-of-band", payments[1].Id);
    }

    [Fact]
    public async Task What_happened_before_the_first_read_is_told_though_its_events_are_gone()
    {
        var id = await OpenAsync("T-A", 100_000);
        _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        var voided = await OpenAsync("T-B", 100_000);
        _ = await Stripe.PostAsync($"invoices/{voided}/void");
        var credited = await OpenAsync("T-C", 100_000);
        var note = await Stripe.PostAsync(
            "credit_notes",
            $"invoice={credited}&amount=100&metadata[tieout_reference]=T-D"
        );
        _ = await Stripe.PostAsync($"credit_notes/{note["id"]}/void");
        Stripe.Clock.Advance(TimeSpan.FromDays(40));

        var facts = await ReadAsync(Cursor.Start);

        Assert.Equal("T-A", Assert.Single(facts.OfType<Payment>()).Invoice.Value);
        Assert.Equal(
            ["T-B", "T-D"],
            facts
                .OfType<DocumentVoided>()
                .Select(x => x.Invoice.Value)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_feed_that_was_not_read_for_a_month_misses_nothing()
    {
        var before = await EndAsync(Cursor.Start);
        var id = await OpenAsync("T-A", 100_000);
        _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        Stripe.Clock.Advance(TimeSpan.FromDays(45));

        Assert.Equal(
            "T-A",
            Assert.IsType<Payment>(Assert.Single(await ReadAsync(before))).Invoice.Value
        );
    }

    [Fact]
    public async Task Events_of_one_second_are_told_once_over_all_pages()
    {
        var start = await EndAsync(Cursor.Start);
        for (var i = 1; i <= 5; i++)
        {
            var id = await OpenAsync($"T-{i}", 100 * i);
            _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        }

        var pages = await PagesAsync(start);
        var rest = await ReadAsync(pages[0].Next);

        Assert.Equal([2, 2, 1], pages.Select(x => x.Records.Count));
        Assert.Equal(["T-3", "T-4", "T-5"], rest.Cast<Payment>().Select(x => x.Invoice.Value));
        Assert.Empty(await ReadAsync(pages[^1].Next));
        Assert.All(pages, x => Assert.InRange(x.Next.Value.Length, 1, 500));
    }

    [Fact]
    public async Task A_void_is_told_once_no_other_document_stands_for_the_reference()
    {
        var start = await EndAsync(Cursor.Start);
        var one = await OpenAsync("T-A", 100);
        var two = await OpenAsync("T-A", 100);
        _ = await Stripe.PostAsync($"invoices/{one}/void");
        Assert.Empty(await ReadAsync(start));

        _ = await Stripe.PostAsync($"invoices/{two}/void");
        var voided = Assert.IsType<DocumentVoided>((await ReadAsync(start))[^1]);
        Assert.Equal("T-A", voided.Invoice.Value);
        Assert.Equal(new LocalDate(2026, 3, 15), voided.Date);
    }

    [Fact]
    public async Task Documents_of_others_are_passed_over_and_a_bad_reference_is_told()
    {
        var start = await EndAsync(Cursor.Start);
        foreach (var reference in (string[])["BY-HAND", "", "T-%20x%20"])
        {
            var id = await OpenAsync(reference, 100);
            _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        }

        var pages = await PagesAsync(start);

        Assert.Empty(pages.SelectMany(x => x.Records));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Equal("stripe.unreadable-reference", rejected.Code);
        Assert.StartsWith("in_", rejected.Origin.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_source_and_a_wrong_key_are_for_the_administrator()
    {
        using var stranger = new StripeSource(_target.Options(key: "sk_test_x"), Stripe.Clock);

        var cursor = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadAsync(new Cursor("17"))
        );
        var key = await Assert.ThrowsAsync<ConnectorException>(() => stranger.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, cursor.Fault);
        Assert.Equal(ConnectorFault.Settings, key.Fault);
    }

    [Fact]
    public async Task A_rate_limit_between_pages_ends_the_read_and_loses_nothing()
    {
        var start = await EndAsync(Cursor.Start);
        for (var i = 1; i <= 3; i++)
        {
            var id = await OpenAsync($"T-{i}", 100);
            _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        }

        Stripe.Fail("GET", "/v1/invoices/*", new FaultAction.Status(429), from: 3);
        var pages = new List<Page>();
        var limited = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var page in _source.ReadAsync(StripeSource.Payments, start, Token))
            {
                pages.Add(page);
            }
        });
        var rest = await ReadAsync(pages[^1].Next);

        Assert.Equal(ConnectorFault.Transient, limited.Fault);
        Assert.Equal("T-3", Assert.IsType<Payment>(Assert.Single(rest)).Invoice.Value);
    }

    [Fact]
    public async Task A_signed_webhook_says_to_read_payments_and_nothing_else_does()
    {
        await using var receiver = await TestServer.StartAsync(Token);
        var arrivals = new StripeArrivals(receiver);
        var endpoint = await Stripe.PostAsync(
            "webhook_endpoints",
            $"url={Uri.EscapeDataString($"{receiver.Address}hook")}&enabled_events[]=invoice.*"
        );
        var secret = (string)endpoint["secret"]!;
        var id = await OpenAsync("T-A", 100);
        _ = await Stripe.PostAsync($"invoices/{id}/pay", "paid_out_of_band=true");
        var messages = (await arrivals.RequestsAsync(4)).Select(Message).ToList();
        using var source = new StripeSource(
            _target.Options(secrets: ["whsec_before", secret]),
            Stripe.Clock
        );

        // invoice.created, invoice.finalized, invoice.updated, invoice.paid.
        Assert.Equal([0, 0, 0, 1], messages.Select(x => source.Receive(x).Count));
        Assert.Equal([StripeSource.Payments], source.Receive(messages[3]));
        var paid = messages[3];
        var changed = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(paid.Body.Span).Replace("T-A", "T-B", StringComparison.Ordinal)
        );
        WebhookMessage[] refused =
        [
            paid with
            {
                Body = changed,
            },
            paid with
            {
                Headers = new Dictionary<string, string>(),
            },
            paid with
            {
                ReceivedAt = paid.ReceivedAt + Duration.FromSeconds(301),
            },
        ];
        Assert.All(refused, x => Assert.Equal(ConnectorFault.Settings, FaultOf(source, x)));
        Assert.Equal(ConnectorFault.Settings, FaultOf(_source, paid));
    }

    private static ConnectorFault FaultOf(StripeSource source, WebhookMessage message) =>
        Assert.Throws<ConnectorException>(() => source.Receive(message)).Fault;

    private WebhookMessage Message(TestRequest request) =>
        new(
            request.Headers,
            Encoding.UTF8.GetBytes(request.Body),
            Instant.FromDateTimeOffset(Stripe.Clock.GetUtcNow())
        );

    private Task<string> OpenAsync(string reference, long amount) =>
        Stripe.OpenAsync(_customer, amount, $"&metadata[tieout_reference]={reference}");

    private async Task TransferAsync(string invoice, long amount, long at)
    {
        var record = await Stripe.PostAsync(
            "payment_records/report_payment",
            $"amount_requested[currency]=usd&amount_requested[value]={amount}&initiated_at={at}"
                + "&outcome=guaranteed&payment_method_details[type]=custom"
        );
        _ = await Stripe.PostAsync(
            $"invoices/{invoice}/attach_payment",
            $"payment_record={record["id"]}"
        );
    }

    private async Task<Cursor> EndAsync(Cursor after) => (await PagesAsync(after))[^1].Next;

    private async Task<List<Page>> PagesAsync(Cursor after)
    {
        var pages = new List<Page>();
        await foreach (var page in _source.ReadAsync(StripeSource.Payments, after, Token))
        {
            pages.Add(page);
        }

        return pages;
    }

    private async Task<List<CanonicalFact>> ReadAsync(Cursor after) =>
        [.. (await PagesAsync(after)).SelectMany(x => x.Records).Select(x => x.Fact)];
}
