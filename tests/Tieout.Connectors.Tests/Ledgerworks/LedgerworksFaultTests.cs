using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Ledgerworks;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>What the sink makes of a Ledgerworks that misbehaves.</summary>
public sealed class LedgerworksFaultTests : IAsyncLifetime
{
    private LedgerworksUnderTest _target = null!;
    private SampleDocuments _samples = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await LedgerworksUnderTest.OpenAsync(Token);
        _samples = new SampleDocuments(_target);
        await _target.Sink.WriteAsync(_samples.Party(), found: null, Token);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task A_throttled_call_says_how_long_to_wait_and_changes_nothing()
    {
        _target.Fail("POST", "/invoices", new FaultAction.Status(429, RetryAfterSeconds: 7));

        var failure = await WriteFailsAsync("A");

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Empty(await FindAsync("A"));
    }

    [Theory]
    [InlineData(503, ConnectorFault.Transient)]
    [InlineData(500, ConnectorFault.OutcomeUnknown)]
    [InlineData(502, ConnectorFault.OutcomeUnknown)]
    [InlineData(403, ConnectorFault.Settings)]
    [InlineData(418, ConnectorFault.Contract)]
    public async Task A_status_says_who_has_to_act_on_a_write(int status, ConnectorFault fault)
    {
        _target.Fail("POST", "/invoices", new FaultAction.Status(status));

        Assert.Equal(fault, (await WriteFailsAsync("A")).Fault);
    }

    [Fact]
    public async Task A_read_that_fails_may_always_be_repeated()
    {
        _target.Fail("GET", "/invoices", new FaultAction.Status(500));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync("A"));

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
    }

    [Theory]
    [InlineData("busy", ConnectorFault.Transient)]
    [InlineData("credit_limit", ConnectorFault.Refused)]
    public async Task An_error_in_an_answer_of_success_is_not_taken_for_success(
        string code,
        ConnectorFault fault
    )
    {
        _target.Fail("POST", "/invoices/*/post", new FaultAction.ErrorBody(code, "Not now."));

        Assert.Equal(fault, (await WriteFailsAsync("A")).Fault);
        Assert.Equal(0, await _target.PostingsAsync("T-A", Token));
    }

    [Fact]
    public async Task A_connection_cut_before_the_target_acts_is_unknown_and_leaves_nothing()
    {
        _target.Fail("POST", "/invoices", new FaultAction.DropBeforeCommit());

        Assert.Equal(ConnectorFault.OutcomeUnknown, (await WriteFailsAsync("A")).Fault);
        Assert.Empty(await FindAsync("A"));
    }

    [Fact]
    public async Task A_posting_is_not_sent_a_second_time_when_a_kept_connection_closes()
    {
        // By itself .NET sends a request without a body again on a fresh connection.
        const string token = """{"accessToken":"t","expiresIn":3600}""";
        const string draft = """
            {"id":7,"company":"UK","type":"invoice","reference":"T-A","currency":"GBP",
            "state":"draft","net":10.00,"tax":2.00,"open":12.00,"version":1}
            """;
        await using var listener = new CuttingListener(token, draft);
        using var sink = new LedgerworksSink(_target.Options(listener.Address), _target.Time);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            sink.WriteAsync(_samples.Invoice("A", 10m), found: null, Token)
        );

        Assert.Equal(ConnectorFault.OutcomeUnknown, failure.Fault);
        Assert.Equal(["POST /token", "POST /invoices", "POST /invoices/7/post"], listener.Requests);
    }

    [Fact]
    public async Task A_slow_target_posts_after_we_have_given_up_and_is_found_out()
    {
        // Our clock is real, the target's stands still: it has the posting before it when we give
        // up, and carries it out when its 90 seconds are over.
        await _target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await WriteFailsAsync("A");
        var draft = Assert.Single(await FindAsync("A"));
        _target.Fail("POST", "/invoices/*/post", new FaultAction.Delay(90_000));
        using var impatient = new LedgerworksSink(
            _target.Options(writeTimeout: TimeSpan.FromSeconds(3)),
            TimeProvider.System
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            impatient.WriteAsync(_samples.Invoice("A", 10m), draft, Token)
        );

        Assert.Equal(ConnectorFault.OutcomeUnknown, failure.Fault);
        Assert.Equal(TargetState.Draft, Assert.Single(await FindAsync("A")).State);
        var looks = 0;
        while (Assert.Single(await FindAsync("A")).State is TargetState.Draft)
        {
            Assert.True(looks++ < 500, "the target never posted");
            _target.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(1, await _target.PostingsAsync("T-A", Token));
    }

    [Fact]
    public async Task An_expired_token_is_renewed_without_anybody_noticing()
    {
        _target.Fail("POST", "/invoices", new FaultAction.ExpireTokens());
        Assert.Equal(TargetState.Posted, (await WriteAsync("A")).State);

        _target.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(TargetState.Posted, (await WriteAsync("B")).State);
    }

    [Fact]
    public async Task A_draft_that_a_clerk_has_changed_is_set_right_before_it_is_posted()
    {
        await _target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await WriteFailsAsync("A");
        var draft = Assert.Single(await FindAsync("A"));
        var path = $"invoices/{draft.ExternalId}";
        var changed = LedgerworksDesk.Body("T-A", 1m);
        _ = await _target.Desk.AddCustomerAsync("C1", Token);
        var (status, _) = await _target.Desk.TryAsync(
            HttpMethod.Put,
            path,
            changed,
            Token,
            etag: "\"1\""
        );
        Assert.Equal(System.Net.HttpStatusCode.OK, status);

        var posted = await WriteAsync("A");

        Assert.Equal(10m, posted.Net?.Amount);
    }

    [Fact]
    public async Task A_tax_rate_that_differs_in_the_target_is_refused_until_it_is_set_right()
    {
        await _target.Desk.SetTaxAsync("S20", "S", 19m, Token);
        var refused = await WriteFailsAsync("A");
        Assert.Equal("TAX_DIFFERENCE", refused.Reason);

        await _target.Desk.SetTaxAsync("S20", "S", 20m, Token);
        Assert.Equal(TargetState.Posted, (await WriteAsync("A")).State);
        Assert.Single(await FindAsync("A"));
    }

    [Fact]
    public async Task A_document_that_was_voided_in_the_target_is_not_written_again()
    {
        var posted = await WriteAsync("A");
        var path = $"invoices/{posted.ExternalId}/void";
        _ = await _target.Desk.SendAsync(HttpMethod.Post, path, new { }, Token);

        Assert.Equal(ConnectorFault.Refused, (await WriteFailsAsync("A")).Fault);
        Assert.Equal(TargetState.Voided, Assert.Single(await FindAsync("A")).State);
    }

    [Fact]
    public async Task Five_hundred_invoices_are_posted_in_seconds()
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 500; i++)
        {
            _ = await WriteAsync(i.ToString(CultureInfo.InvariantCulture));
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper?.WriteLine($"500 invoices: {elapsed}");
        Assert.True(elapsed < TimeSpan.FromSeconds(30), $"500 invoices took {elapsed}");
    }

    private async Task<TargetRecord> WriteAsync(string suffix)
    {
        var found = await FindAsync(suffix);
        var invoice = _samples.Invoice(suffix, 10m);
        return await _target.Sink.WriteAsync(invoice, found.Count == 0 ? null : found[0], Token);
    }

    private Task<ConnectorException> WriteFailsAsync(string suffix) =>
        Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(suffix));

    private Task<IReadOnlyList<TargetRecord>> FindAsync(string suffix) =>
        _target.Sink.FindAsync(_samples.Invoice(suffix, 10m), Token);
}
