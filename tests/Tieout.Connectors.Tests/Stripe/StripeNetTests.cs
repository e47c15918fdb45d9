using System.Net;
using Stripe;
using Tieout.Connectors.Tests.Rest;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>Stripe's own client for .NET, unmodified, works against the simulator.</summary>
public sealed class StripeNetTests : IAsyncLifetime
{
    private StripeSandbox _sandbox = null!;
    private StripeClient _stripe = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await StripeSandbox.StartAsync(Token);
        _stripe = new StripeClient(
            new StripeClientOptions
            {
                ApiKey = StripeSandbox.Key,
                ApiBase = _sandbox.Address.ToString().TrimEnd('/'),
                HttpClient = new SystemNetHttpClient(maxNetworkRetries: 0),
            }
        );
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Stripes_client_for_dotnet_reads_an_invoice_with_tax_as_it_was_written()
    {
        var customer = await CustomerAsync();
        var draft = await DraftAsync(customer.Id, "INV-1");
        await _stripe.V1.Invoices.AddLinesAsync(draft.Id, TaxedLines(), cancellationToken: Token);

        var open = await _stripe.V1.Invoices.FinalizeInvoiceAsync(
            draft.Id,
            cancellationToken: Token
        );

        // 1,000.00 + 500.00 = 1,500.00; the tax given is 200.00 + 100.01.
        Assert.Equal("open", open.Status);
        Assert.Equal(150_000, open.Subtotal);
        Assert.Equal(180_001, open.Total);
        Assert.Equal(180_001, open.AmountRemaining);
        Assert.Equal(30_001, Assert.Single(open.TotalTaxes).Amount);
        Assert.Equal("INV-1", open.Metadata["hub_id"]);
        Assert.Equal(new DateTime(2026, 3, 31, 12, 0, 0, DateTimeKind.Utc), open.EffectiveAt);
        Assert.Equal(["Work", "More"], open.Lines.Data.Select(x => x.Description));
    }

    [Fact]
    public async Task Stripes_client_for_dotnet_follows_pages_and_searches_metadata()
    {
        var customer = await CustomerAsync();
        for (var i = 1; i <= 5; i++)
        {
            _ = await DraftAsync(customer.Id, $"INV-{i}");
        }

        var listed = new List<string>();
        await foreach (
            var invoice in _stripe.V1.Invoices.ListAutoPagingAsync(
                new InvoiceListOptions { Limit = 2, Customer = customer.Id },
                cancellationToken: Token
            )
        )
        {
            listed.Add(invoice.Metadata["hub_id"]);
        }

        var query = new InvoiceSearchOptions { Query = "metadata['hub_id']:'INV-3'" };
        var early = await _stripe.V1.Invoices.SearchAsync(query, cancellationToken: Token);
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(60));
        var later = await _stripe.V1.Invoices.SearchAsync(query, cancellationToken: Token);

        Assert.Equal(["INV-5", "INV-4", "INV-3", "INV-2", "INV-1"], listed);
        Assert.Empty(early.Data);
        Assert.Equal("INV-3", Assert.Single(later.Data).Metadata["hub_id"]);
    }

    [Fact]
    public async Task Stripes_client_for_dotnet_takes_a_part_payment_by_bank_transfer()
    {
        var id = await _sandbox.OpenAsync(await _sandbox.CustomerAsync(), 100_000);
        var record = await _stripe.V1.PaymentRecords.ReportPaymentAsync(
            new PaymentRecordReportPaymentOptions
            {
                AmountRequested = new PaymentRecordAmountRequestedOptions
                {
                    Currency = "usd",
                    Value = 40_000,
                },
                InitiatedAt = new DateTime(2026, 3, 14, 0, 0, 0, DateTimeKind.Utc),
                Outcome = "guaranteed",
                Guaranteed = new PaymentRecordGuaranteedOptions
                {
                    GuaranteedAt = new DateTime(2026, 3, 14, 9, 0, 0, DateTimeKind.Utc),
                },
                PaymentMethodDetails = new PaymentRecordPaymentMethodDetailsOptions
                {
                    Type = "custom",
                },
            },
            cancellationToken: Token
        );

        var invoice = await _stripe.V1.Invoices.AttachPaymentAsync(
            id,
            new InvoiceAttachPaymentOptions { PaymentRecord = record.Id },
            cancellationToken: Token
        );
        var payments = await _stripe.V1.InvoicePayments.ListAsync(
            new InvoicePaymentListOptions { Invoice = id, Status = "paid" },
            cancellationToken: Token
        );

        Assert.Equal("open", invoice.Status);
        Assert.Equal(60_000, invoice.AmountRemaining);
        var payment = Assert.Single(payments.Data);
        Assert.Equal(40_000, payment.AmountPaid);
        Assert.Equal(
            new DateTime(2026, 3, 14, 9, 0, 0, DateTimeKind.Utc),
            payment.StatusTransitions.PaidAt
        );
    }

    [Fact]
    public async Task A_declined_card_and_a_rate_limit_are_exceptions_that_the_client_knows()
    {
        var id = await _sandbox.OpenAsync(await _sandbox.CustomerAsync(), 1_000);
        var declined = await Assert.ThrowsAsync<StripeException>(() =>
            _stripe.V1.Invoices.PayAsync(
                id,
                new InvoicePayOptions { PaymentMethod = "pm_card_visa_chargeDeclined" },
                cancellationToken: Token
            )
        );
        _sandbox.Fail("GET", "/v1/invoices/*", new FaultAction.Status(429));
        var limited = await Assert.ThrowsAsync<StripeException>(() =>
            _stripe.V1.Invoices.GetAsync(id, cancellationToken: Token)
        );

        Assert.Equal(HttpStatusCode.PaymentRequired, declined.HttpStatusCode);
        Assert.Equal("card_error", declined.StripeError.Type);
        Assert.Equal("card_declined", declined.StripeError.Code);
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.HttpStatusCode);
        Assert.Equal("rate_limit", limited.StripeError.Code);
        var invoice = await _stripe.V1.Invoices.GetAsync(id, cancellationToken: Token);
        Assert.Equal(1, invoice.AttemptCount);
    }

    [Fact]
    public async Task Stripes_client_verifies_what_the_simulator_delivers_and_refuses_it_when_old()
    {
        await using var receiver = await TestServer.StartAsync(Token);
        var arrived = new TaskCompletionSource<TestRequest>();
        receiver.Answer = request =>
        {
            _ = arrived.TrySetResult(request);
            return new TestAnswer("{}");
        };
        var endpoint = await _stripe.V1.WebhookEndpoints.CreateAsync(
            new WebhookEndpointCreateOptions
            {
                Url = $"{receiver.Address}hook",
                EnabledEvents = ["customer.created"],
            },
            cancellationToken: Token
        );

        var customer = await CustomerAsync();
        var request = await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var signature = request.Headers["Stripe-Signature"];
        var now = _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds();
        var told = EventUtility.ConstructEvent(
            request.Body,
            signature,
            endpoint.Secret,
            tolerance: 300,
            now,
            throwOnApiVersionMismatch: true
        );

        Assert.Equal("customer.created", told.Type);
        Assert.Equal(customer.Id, Assert.IsType<Customer>(told.Data.Object).Id);
        Assert.Throws<StripeException>(() =>
            EventUtility.ConstructEvent(
                request.Body,
                signature,
                endpoint.Secret,
                300,
                now + 301,
                true
            )
        );
        Assert.Throws<StripeException>(() =>
            EventUtility.ConstructEvent(request.Body, signature, "whsec_other", 300, now, true)
        );
    }

    private static InvoiceAddLinesOptions TaxedLines() =>
        new() { Lines = [TaxedLine("Work", 100_000, 20_000), TaxedLine("More", 50_000, 10_001)] };

    private static InvoiceLineOptions TaxedLine(string text, long amount, long tax) =>
        new()
        {
            Description = text,
            Amount = amount,
            TaxAmounts =
            [
                new InvoiceLineTaxAmountOptions
                {
                    Amount = tax,
                    TaxableAmount = amount,
                    TaxRateData = new InvoiceLineTaxAmountTaxRateDataOptions
                    {
                        DisplayName = "VAT",
                        Percentage = 20m,
                        Inclusive = false,
                    },
                },
            ],
        };

    private Task<Customer> CustomerAsync() =>
        _stripe.V1.Customers.CreateAsync(
            new CustomerCreateOptions { Name = "Contoso" },
            cancellationToken: Token
        );

    private Task<Invoice> DraftAsync(string customer, string reference) =>
        _stripe.V1.Invoices.CreateAsync(
            new InvoiceCreateOptions
            {
                Customer = customer,
                CollectionMethod = "send_invoice",
                DaysUntilDue = 30,
                EffectiveAt = new DateTime(2026, 3, 31, 12, 0, 0, DateTimeKind.Utc),
                Metadata = new Dictionary<string, string> { ["hub_id"] = reference },
            },
            cancellationToken: Token
        );
}
