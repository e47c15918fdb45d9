using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>What goes wrong at Business Central, and who has to act.</summary>
public sealed class BusinessCentralFaultTests : IAsyncLifetime
{
    private const string Drafts = "/v2.0/*/*/api/v2.0/*/salesInvoices";
    private const string Posts = "/v2.0/*/*/api/v2.0/*/*/Microsoft.NAV.post";
    private const string Everything = "/v2.0/**";

    private BusinessCentralUnderTest _target = null!;
    private SampleDocuments _samples = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await BusinessCentralUnderTest.OpenAsync();
        _samples = new SampleDocuments(_target);
        await _target.Sink.WriteAsync(_samples.Party(), found: null, Token);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Theory]
    [InlineData(429, ConnectorFault.Transient)]
    [InlineData(503, ConnectorFault.Transient)]
    [InlineData(504, ConnectorFault.OutcomeUnknown)]
    [InlineData(408, ConnectorFault.OutcomeUnknown)]
    [InlineData(409, ConnectorFault.OutcomeUnknown)]
    public async Task A_write_that_is_not_carried_out_says_whether_that_is_certain(
        int status,
        ConnectorFault fault
    )
    {
        _target.Desk.Fail("POST", Drafts, new FaultAction.Status(status, RetryAfterSeconds: 9));

        var failure = await FailureAsync(_samples.Invoice("A", 10m));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(TimeSpan.FromSeconds(9), failure.RetryAfter);
        Assert.DoesNotContain("CorrelationId", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TargetState.Posted, (await WriteAsync(_samples.Invoice("A", 10m))).State);
        Assert.Single(await FindAsync("A"));
    }

    [Fact]
    public async Task A_read_may_be_repeated_whatever_went_wrong()
    {
        foreach (var status in new[] { 408, 409, 429, 500, 502, 503, 504 })
        {
            _target.Desk.Fail("GET", Everything, new FaultAction.Status(status));
            var failure = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync("A"));
            Assert.Equal(ConnectorFault.Transient, failure.Fault);
        }
    }

    [Fact]
    public async Task A_session_that_expires_is_renewed_without_anybody_noticing()
    {
        _target.Desk.Fail("*", Everything, new FaultAction.ExpireTokens(), from: 3, times: 1);

        Assert.Equal(TargetState.Posted, (await WriteAsync(_samples.Invoice("A", 10m))).State);
        await _target.Desk.LogInAsync();
        Assert.Equal(1, await _target.PostingsAsync("T-A", Token));
    }

    [Fact]
    public async Task An_error_in_an_answer_of_success_is_an_error()
    {
        _target.Desk.Fail(
            "POST",
            Posts,
            new FaultAction.ErrorBody("Application_DialogException", "Something is not right.")
        );

        var failure = await FailureAsync(_samples.Invoice("A", 10m));

        Assert.Equal(ConnectorFault.Refused, failure.Fault);
        Assert.Contains("Something is not right.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TargetState.Draft, Assert.Single(await FindAsync("A")).State);
    }

    [Fact]
    public async Task A_draft_that_was_written_and_could_not_be_read_is_not_written_twice()
    {
        _target.Desk.Fail("GET", "/v2.0/*/*/api/v2.0/*/*", new FaultAction.Status(503), from: 2);

        var failure = await FailureAsync(_samples.Invoice("A", 10m));

        Assert.Equal(ConnectorFault.OutcomeUnknown, failure.Fault);
        Assert.Equal(TargetState.Posted, (await WriteAsync(_samples.Invoice("A", 10m))).State);
        Assert.Single(await FindAsync("A"));
    }

    [Fact]
    public async Task A_closed_period_is_known_by_the_setup_when_its_words_are_not()
    {
        await _target.ClosePeriodAsync(_target.OpenDay, Token);
        _target.Desk.Fail(
            "POST",
            Posts,
            new FaultAction.ErrorBody(
                "Application_DialogException",
                "Buchungsdatum liegt nicht im zugelassenen Zeitraum."
            )
        );

        var failure = await FailureAsync(_samples.Invoice("A", 10m));

        Assert.Equal("PERIOD_CLOSED", failure.Reason);
    }

    [Fact]
    public async Task What_is_not_there_is_named_by_its_reason()
    {
        var invoice = _samples.Invoice("A", 10m);
        var account = await FailureAsync(
            invoice with
            {
                Accounts = new Dictionary<Domain.Canonical.AccountRole, string>
                {
                    [Domain.Canonical.AccountRole.Revenue] = "99",
                },
            }
        );
        var tax = await FailureAsync(
            WithLine(invoice, x => x with { TaxCode = TaxCode.Parse("NO") })
        );
        var dimension = await FailureAsync(
            WithLine(
                invoice,
                x => x with { Dimensions = [DimensionSetting.Parse("practice=NOBODY")] }
            )
        );
        var customer = await FailureAsync(
            invoice with
            {
                BillTo = invoice.BillTo with { Code = CustomerCode.Parse("T-NOBODY") },
            }
        );

        Assert.Equal(
            ["GL_MAPPING_MISSING", "TAX_CODE_MISSING", "DIMENSION_INVALID", "CUSTOMER_NOT_IN_ERP"],
            new[] { account, tax, dimension, customer }.Select(x => x.Reason)
        );
        Assert.Empty(await FindAsync("A"));
    }

    [Fact]
    public async Task Dimensions_and_dates_arrive_with_the_document()
    {
        var invoice = WithLine(
            _samples.Invoice("A", 10m),
            x => x with { Dimensions = [DimensionSetting.Parse("practice=P1")] }
        );
        var posted = await WriteAsync(invoice with { ShiftedTo = new LocalDate(2026, 4, 1) });

        Assert.Equal(new LocalDate(2026, 4, 1), posted.AccountingDate);
        var held = await _target.Desk.GetAsync(
            $"{posted.ExternalId}?$expand=salesInvoiceLines($expand=dimensionSetLines)"
        );
        Assert.Equal("2026-03-31", (string?)held["invoiceDate"]);
        Assert.Equal("2026-04-30", (string?)held["dueDate"]);
        var line = held["salesInvoiceLines"]![0]!;
        Assert.Equal("P1", (string?)line["dimensionSetLines"]![0]!["valueCode"]);
        Assert.Equal(invoice.Lines[0].Description, (string?)line["description"]);
    }

    [Fact]
    public async Task A_customer_that_somebody_changed_meanwhile_is_looked_at_again()
    {
        _target.Desk.Fail("PATCH", Everything, new FaultAction.Status(412));

        var failure = await FailureAsync(_samples.Party("Renamed Ltd"));

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
        _ = await WriteAsync(_samples.Party("Renamed Ltd"));
        Assert.Equal("Renamed Ltd", await _target.CustomerNameAsync("T-C1", Token));
    }

    [Fact]
    public async Task A_secret_is_in_no_message()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            _target.Owned(_target.Options(secret: "hunter2")).CheckAsync(Token)
        );

        Assert.Contains("AADSTS7000215", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    private static Delivery.Document WithLine(
        Delivery.Document document,
        Func<InvoiceLine, InvoiceLine> change
    ) =>
        document with
        {
            Invoice = document.Invoice with { Lines = [.. document.Invoice.Lines.Select(change)] },
        };

    private Task<ConnectorException> FailureAsync(Delivery delivery) =>
        Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(delivery));

    private async Task<TargetRecord> WriteAsync(Delivery delivery)
    {
        var found = await _target.Sink.FindAsync(delivery, Token);
        return await _target.Sink.WriteAsync(delivery, found.Count == 0 ? null : found[0], Token);
    }

    private Task<IReadOnlyList<TargetRecord>> FindAsync(string suffix) =>
        _target.Sink.FindAsync(_samples.Invoice(suffix, 1m), Token);
}
