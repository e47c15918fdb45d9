using Tieout.Connect;
using Tieout.Connectors.Stripe;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>What is particular about writing to Stripe, and its faults as it shows them.</summary>
public sealed class StripeSinkTests : IAsyncLifetime
{
    private StripeUnderTest _target = null!;
    private SampleDocuments _samples = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISink Sink => _target.Sink;

    public async ValueTask InitializeAsync()
    {
        _target = await StripeUnderTest.OpenAsync(Token);
        _samples = new SampleDocuments(_target);
        _ = await WriteAsync(_samples.Party());
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task An_invoice_says_in_stripe_what_the_hub_decided()
    {
        var written = await WriteAsync(_samples.Discounted(_samples.Invoice("A", 100m, 200m), 10m));
        var invoice = await _target.Stripe.GetAsync($"invoices/{written.ExternalId}");
        var lines = invoice["lines"]!["data"]!.AsArray();

        Assert.Equal("open", (string?)invoice["status"]);
        Assert.Equal("send_invoice", (string?)invoice["collection_method"]);
        Assert.False((bool)invoice["auto_advance"]!);
        // Noon of 31 March and, 30 days later, of 30 April 2026 in UTC.
        Assert.Equal(1774958400, (long)invoice["effective_at"]!);
        Assert.Equal(1777550400, (long)invoice["due_date"]!);
        Assert.Equal([10000L, 20000L, -333L, -667L], lines.Select(x => (long)x!["amount"]!));
        // 20 % of 290.00 is 58.00, shared out as 20.00, 40.00, -0.67 and -1.33.
        Assert.Equal(
            [2000L, 4000L, -67L, -133L],
            lines.Select(x => (long)x!["taxes"]![0]!["amount"]!)
        );
        Assert.Equal("practice=P1", (string?)lines[0]!["metadata"]!["tieout_dimensions"]);
        Assert.Equal(34800, (long)invoice["total"]!);
    }

    [Fact]
    public async Task A_credit_on_a_paid_invoice_is_owed_outside_of_stripe()
    {
        var invoice = _samples.Invoice("A", 1000m);
        var posted = await WriteAsync(invoice);
        _ = await _target.Stripe.PostAsync(
            $"invoices/{posted.ExternalId}/pay",
            "paid_out_of_band=true"
        );

        var credit = await WriteAsync(_samples.Credit("B", invoice, posted, -100m));

        Assert.Equal(TargetState.Posted, credit.State);
        Assert.Equal(new Money(-120m, _target.Currency), credit.Open);
        var note = await _target.Stripe.GetAsync($"credit_notes/{credit.ExternalId}");
        Assert.Equal(12000, (long)note["out_of_band_amount"]!);
        var customer = await _target.Stripe.GetAsync($"customers/{(string?)note["customer"]}");
        Assert.Equal(0, (long)customer["balance"]!);
    }

    [Fact]
    public async Task A_credit_on_an_open_invoice_lowers_what_is_open_on_it()
    {
        var invoice = _samples.Invoice("A", 1000m);
        var posted = await WriteAsync(invoice);
        var credit = await WriteAsync(_samples.Credit("B", invoice, posted, -100m));

        Assert.Equal(TargetState.Paid, credit.State);
        Assert.Equal(Money.Zero(_target.Currency), credit.Open);
        var now = Assert.Single(await Sink.FindAsync(invoice, Token));
        // 1,200.00 - 120.00.
        Assert.Equal(new Money(1080m, _target.Currency), now.Open);
    }

    [Fact]
    public async Task Of_a_lost_credit_note_only_one_is_there()
    {
        var invoice = _samples.Invoice("A", 1000m);
        var posted = await WriteAsync(invoice);
        var credit = _samples.Credit("B", invoice, posted, -100m);
        _target.Stripe.Fail("POST", "/v1/credit_notes", new FaultAction.CommitThenDrop());

        var lost = await FailureOfAsync(() => WriteAsync(credit));
        var blind = await Sink.WriteAsync(credit, found: null, Token);

        Assert.Equal(ConnectorFault.OutcomeUnknown, lost.Fault);
        Assert.Equal(blind, Assert.Single(await Sink.FindAsync(credit, Token)));
    }

    [Fact]
    public async Task After_a_day_a_document_is_still_found_by_its_reference()
    {
        var invoice = _samples.Invoice("A", 50m);
        var written = await WriteAsync(invoice);
        _target.Stripe.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(written, Assert.Single(await Sink.FindAsync(invoice, Token)));
        Assert.Equal(written, await WriteAsync(invoice));
        Assert.Equal(1, await _target.PostingsAsync("T-A", Token));
    }

    [Fact]
    public async Task Two_drafts_of_one_reference_are_both_found_and_one_is_discarded()
    {
        var customer = (string)(await _target.Stripe.GetAsync("customers"))["data"]![0]!["id"]!;
        foreach (var _ in (int[])[1, 2])
        {
            await _target.Stripe.PostAsync(
                "invoices",
                $"customer={customer}&currency=gbp&metadata[tieout_reference]=T-A"
            );
        }

        var found = await Sink.FindAsync(_samples.Invoice("A", 1m), Token);
        await Sink.DiscardAsync(found[0], Token);
        await Sink.DiscardAsync(found[0], Token);
        var written = await WriteAsync(_samples.Invoice("A", 1m));

        Assert.Equal(2, found.Count);
        Assert.Equal(found[1].ExternalId, written.ExternalId);
    }

    [Fact]
    public async Task A_draft_that_was_discarded_is_written_anew_within_the_day()
    {
        var invoice = _samples.Invoice("A", 50m);
        await _target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureOfAsync(() => WriteAsync(invoice));
        var draft = Assert.Single(await Sink.FindAsync(invoice, Token));
        await Sink.DiscardAsync(draft, Token);

        var written = await WriteAsync(invoice);

        Assert.NotEqual(draft.ExternalId, written.ExternalId);
        Assert.Equal(written, Assert.Single(await Sink.FindAsync(invoice, Token)));
    }

    [Theory]
    [InlineData("/v1/invoices")]
    [InlineData("/v1/invoices/*/add_lines")]
    [InlineData("/v1/invoices/*/finalize")]
    public async Task A_failure_that_stripe_keeps_under_the_key_does_not_stop_the_next_try(
        string path
    )
    {
        _target.Stripe.Fail("POST", path, new FaultAction.Status(500));
        var invoice = _samples.Invoice("A", 50m);

        var failed = await FailureOfAsync(() => WriteAsync(invoice));
        var written = await WriteAsync(invoice);

        Assert.Equal(ConnectorFault.OutcomeUnknown, failed.Fault);
        Assert.Equal(TargetState.Posted, written.State);
        Assert.Single(await Sink.FindAsync(invoice, Token));
    }

    [Theory]
    [InlineData(429, ConnectorFault.Transient)]
    [InlineData(409, ConnectorFault.Transient)]
    [InlineData(503, ConnectorFault.Transient)]
    [InlineData(401, ConnectorFault.Settings)]
    [InlineData(403, ConnectorFault.Settings)]
    [InlineData(400, ConnectorFault.Refused)]
    [InlineData(502, ConnectorFault.OutcomeUnknown)]
    public async Task What_stripe_answers_says_who_acts(int status, ConnectorFault fault)
    {
        _target.Stripe.Fail("POST", "/v1/invoices", new FaultAction.Status(status, 7));

        var failure = await FailureOfAsync(() => WriteAsync(_samples.Invoice("A", 50m)));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.DoesNotContain("sk_test", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_body_of_a_success_is_no_success()
    {
        _target.Stripe.Fail("POST", "/v1/invoices", new FaultAction.ErrorBody("odd", "Odd."));
        var invoice = _samples.Invoice("A", 50m);

        var failure = await FailureOfAsync(() => WriteAsync(invoice));

        Assert.Equal(ConnectorFault.OutcomeUnknown, failure.Fault);
        Assert.Equal(TargetState.Posted, (await WriteAsync(invoice)).State);
        Assert.Single(await Sink.FindAsync(invoice, Token));
    }

    [Fact]
    public async Task A_draft_with_other_lines_is_brought_to_have_the_hubs()
    {
        var invoice = _samples.Invoice("A", 50m, 60m);
        _target.Stripe.Fail("POST", "/v1/invoices/*/finalize", new FaultAction.DropBeforeCommit());
        _ = await FailureOfAsync(() => WriteAsync(invoice));
        var draft = Assert.Single(await Sink.FindAsync(invoice, Token));
        _ = await _target.Stripe.PostAsync(
            $"invoices/{draft.ExternalId}/add_lines",
            "lines[0][amount]=1"
        );

        var written = await WriteAsync(invoice);

        Assert.Equal(draft.ExternalId, written.ExternalId);
        Assert.Equal(new Money(110m, _target.Currency), written.Net);
    }

    [Fact]
    public async Task Another_legal_entity_and_an_unknown_customer_are_refused()
    {
        var invoice = _samples.Invoice("A", 50m);
        var other = invoice with
        {
            Invoice = invoice.Invoice with { LegalEntity = LegalEntityCode.Parse("firm-us") },
        };
        await using var empty = await StripeUnderTest.OpenAsync(Token);

        var entity = await FailureOfAsync(() => Sink.WriteAsync(other, found: null, Token));
        var customer = await FailureOfAsync(() =>
            empty.Sink.WriteAsync(invoice, found: null, Token)
        );

        Assert.Equal(ConnectorFault.Settings, entity.Fault);
        Assert.Equal("CUSTOMER_NOT_IN_ERP", customer.Reason);
    }

    [Fact]
    public async Task Another_process_finds_a_customer_that_search_does_not_know_yet()
    {
        using var restarted = new StripeSink(_target.Options(), _target.Stripe.Clock);

        var found = Assert.Single(await restarted.FindAsync(_samples.Party(), Token));

        Assert.Equal(TargetState.Posted, found.State);
        Assert.Equal(found, await restarted.WriteAsync(_samples.Party(), found, Token));
        Assert.Single((await _target.Stripe.GetAsync("customers"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Every_write_that_must_be_done_once_carries_a_key_that_another_process_draws_too()
    {
        await using var twin = await StripeUnderTest.OpenAsync(Token);
        _ = await twin.Sink.WriteAsync(new SampleDocuments(twin).Party(), found: null, Token);
        _ = await WriteAsync(_samples.Invoice("A", 50m));
        _ = await twin.Sink.WriteAsync(
            new SampleDocuments(twin).Invoice("A", 50m),
            found: null,
            Token
        );

        var keys = await KeysAsync(_target.Stripe, "invoice.*");
        Assert.Contains(keys, x => x?.StartsWith("tieout-", StringComparison.Ordinal) is true);
        Assert.Equal(keys[^1], (await KeysAsync(twin.Stripe, "invoice.*"))[^1]);
    }

    private static async Task<List<string?>> KeysAsync(StripeSandbox stripe, string type) =>
        [
            .. (await stripe.GetAsync($"events?type={type}"))["data"]!
                .AsArray()
                .Select(x => (string?)x!["request"]!["idempotency_key"]),
        ];

    private static Task<ConnectorException> FailureOfAsync(Func<Task> call) =>
        Assert.ThrowsAsync<ConnectorException>(call);

    private async Task<TargetRecord> WriteAsync(Delivery delivery)
    {
        var found = await Sink.FindAsync(delivery, Token);
        return await Sink.WriteAsync(delivery, found.Count == 0 ? null : found[0], Token);
    }
}
