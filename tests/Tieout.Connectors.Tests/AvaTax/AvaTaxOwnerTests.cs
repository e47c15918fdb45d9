using Tieout.Connect;
using Tieout.Connectors.AvaTax;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>AvaTax as a tax owner: what it holds for a document, and whose turn it is when it does not.</summary>
public sealed class AvaTaxOwnerTests : IAsyncLifetime
{
    private TrackerSandbox _avatax = null!;
    private AvaTaxOwner _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _avatax = await AvaTaxDesk.StartAsync();
        _owner = Owner();
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _avatax.DisposeAsync();
    }

    [Fact]
    public async Task A_document_is_assessed_committed_and_voided_once()
    {
        var invoice = TaxedDocuments.Invoice("TO-1", 100m, 50m);
        Assert.Null(await _owner.FindAsync(invoice, Token));

        var first = await _owner.AssessAsync(invoice, Token);
        var second = await _owner.AssessAsync(invoice, Token);
        await _owner.CommitAsync(invoice);
        await _owner.CommitAsync(invoice);
        var found = await _owner.FindAsync(invoice, Token);

        // Seattle: 6.5 % and 3.6 % of 100.00 and of 50.00.
        Assert.Equal((150m, 15.15m), (first.Net.Amount, first.Tax.Amount));
        Assert.Equal([(1, 10.10m), (2, 5.05m)], first.Lines.Select(x => (x.Number, x.Tax.Amount)));
        Assert.False(second.IsCommitted);
        Assert.True(found!.IsCommitted);
        Assert.Equal(first.Lines, found.Lines);
        var listed = await _avatax.GetAsync("api/v2/companies/DEFAULT/transactions");
        Assert.Equal("1", listed.Text("@recordsetCount"));

        await _owner.VoidAsync(invoice.Invoice);
        await _owner.VoidAsync(invoice.Invoice);
        Assert.Null(await _owner.FindAsync(invoice, Token));
    }

    [Fact]
    public async Task A_credit_memo_is_a_return_at_the_rates_of_its_invoices_day()
    {
        await _avatax.DoAsync(
            "POST",
            "rehearsal/jurisdictions",
            """
            {"country":"US","region":"WA","level":"State","code":"53","name":"WASHINGTON","rate":0.075,
             "from":"2026-03-11"}
            """
        );
        var credit = TaxedDocuments.Credit("TO-2", "TO-1", -100m);

        var told = await _owner.AssessAsync(credit, Token);

        Assert.Equal((-100m, -10.10m), (told.Net.Amount, told.Tax.Amount));
        var held = await _avatax.GetAsync(
            "api/v2/companies/DEFAULT/transactions/TO-2?documentType=ReturnInvoice"
        );
        Assert.Equal(
            ("2026-03-15", "2026-03-10", "TO-1", "TaxDate"),
            (
                held.Text("date"),
                held.Text("taxDate"),
                held.Text("referenceCode"),
                held.Text("taxOverrideType")
            )
        );
    }

    [Theory]
    [InlineData(null, "0")]
    [InlineData("2026-03-10", "0")]
    [InlineData("2026-03-09", "10.1")]
    public async Task A_certificate_exempts_as_long_as_it_is_valid(string? validTo, string tax)
    {
        var invoice = TaxedDocuments.Invoice("TO-1", 100m) with
        {
            BillTo = TaxedDocuments.Customer with
            {
                ExemptionNumber = "EX-1",
                ExemptionValidTo = validTo is null
                    ? null
                    : NodaTime.Text.LocalDatePattern.Iso.Parse(validTo).Value,
            },
        };

        var told = await _owner.AssessAsync(invoice, Token);

        Assert.Equal(decimal.Parse(tax, null), told.Tax.Amount);
    }

    [Theory]
    [InlineData("US", null, null, null, "WA", "a postal code, or street, city and region")]
    [InlineData("CA", null, "1 Main St", null, "ON", "a postal code, or street, city and region")]
    [InlineData("US", null, "1 Main St", "Seattle", "WA", null)]
    [InlineData("US", "98101", null, null, null, null)]
    [InlineData("DE", null, null, null, null, null)]
    public async Task A_customer_without_the_address_that_is_needed_is_named_before_anything_is_sent(
        string country,
        string? postalCode,
        string? street,
        string? city,
        string? region,
        string? missing
    )
    {
        var invoice = TaxedDocuments.Invoice("TO-1", 100m) with
        {
            BillTo = TaxedDocuments.Customer with
            {
                Country = country,
                PostalCode = postalCode,
                Street = street,
                City = city,
                Region = region,
            },
        };

        if (missing is null)
        {
            Assert.Equal(100m, (await _owner.AssessAsync(invoice, Token)).Net.Amount);
            return;
        }

        var refused = await FailureOfAsync(() => _owner.AssessAsync(invoice, Token));
        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Equal("BILL_TO_MISSING", refused.Reason);
        Assert.Contains("C-1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
        Assert.Equal(404, (await _avatax.FindAsync("TO-1")).Status);
    }

    [Fact]
    public async Task An_address_that_AvaTax_does_not_find_is_the_customers()
    {
        var invoice = TaxedDocuments.Invoice("TO-1", 100m) with
        {
            BillTo = TaxedDocuments.Customer with { Region = "ZZ", PostalCode = "00000" },
        };

        var refused = await FailureOfAsync(() => _owner.AssessAsync(invoice, Token));

        Assert.Equal((ConnectorFault.Refused, "BILL_TO_MISSING"), (refused.Fault, refused.Reason));
    }

    [Fact]
    public async Task A_tax_code_that_is_not_mapped_is_never_guessed()
    {
        using var owner = Owner(taxCodes: new Dictionary<string, string>(StringComparer.Ordinal));

        var refused = await FailureOfAsync(() =>
            owner.AssessAsync(TaxedDocuments.Invoice("TO-1", 1m), Token)
        );

        Assert.Equal("TAX_CODE_MISSING", refused.Reason);
        Assert.Contains("GOODS", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_reported_cannot_be_changed_and_finance_is_told_what_to_do()
    {
        var invoice = TaxedDocuments.Invoice("TO-1", 100m);
        _ = await _owner.AssessAsync(invoice, Token);
        await _owner.CommitAsync(invoice);
        await _avatax.ActAsync("TO-1", "lock", """{"isLocked":true}""");

        var changed = await FailureOfAsync(() => _owner.AssessAsync(invoice, Token));
        var voided = await FailureOfAsync(() => _owner.VoidAsync(invoice.Invoice));

        Assert.Equal(ConnectorFault.Refused, changed.Fault);
        Assert.Equal(ConnectorFault.Refused, voided.Fault);
        Assert.Contains("committed ReturnInvoice", voided.Message, StringComparison.Ordinal);
        var reverse = await _avatax.ActAsync(
            "TO-1",
            "refund",
            """{"refundTransactionCode":"TO-1","refundDate":"2026-03-16","refundType":"Full"}"""
        );
        Assert.Equal(200, reverse.Status);
        await _owner.VoidAsync(invoice.Invoice);
    }

    [Fact]
    public async Task A_reference_may_have_any_character()
    {
        const string reference = "TO-A/B+C? 100%#1";
        var invoice = TaxedDocuments.Invoice(reference, 100m);

        _ = await _owner.AssessAsync(invoice, Token);
        await _owner.CommitAsync(invoice);

        Assert.True((await _owner.FindAsync(invoice, Token))!.IsCommitted);
    }

    [Fact]
    public async Task Settings_are_proven_and_a_wrong_one_is_the_administrators()
    {
        await _owner.CheckAsync(Token);
        using var stranger = Owner(key: "wrong");
        using var lost = Owner(company: "NONE");

        var login = await FailureOfAsync(() => stranger.CheckAsync(Token));
        var call = await FailureOfAsync(() =>
            stranger.FindAsync(TaxedDocuments.Invoice("TO-1", 1m), Token)
        );
        var company = await FailureOfAsync(() => lost.CheckAsync(Token));
        var look = await FailureOfAsync(() =>
            lost.FindAsync(TaxedDocuments.Invoice("TO-1", 1m), Token)
        );

        Assert.All(
            new[] { login, call, company, look },
            x => Assert.Equal(ConnectorFault.Settings, x.Fault)
        );
        Assert.Contains("NONE", company.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, ConnectorFault.Transient)]
    [InlineData(503, ConnectorFault.Transient)]
    [InlineData(500, ConnectorFault.OutcomeUnknown)]
    [InlineData(403, ConnectorFault.Settings)]
    [InlineData(418, ConnectorFault.Contract)]
    public async Task A_status_says_whose_turn_it_is(int status, ConnectorFault fault)
    {
        _avatax.Fail("POST", "/api/**", new FaultAction.Status(status, RetryAfterSeconds: 7));

        var failed = await FailureOfAsync(() =>
            _owner.AssessAsync(TaxedDocuments.Invoice("TO-1", 1m), Token)
        );

        Assert.Equal((fault, TimeSpan.FromSeconds(7)), (failed.Fault, failed.RetryAfter));
    }

    [Fact]
    public async Task Throttling_is_nobodys_turn_and_an_error_in_a_success_is_no_success()
    {
        await _avatax.DoAsync("PUT", "rehearsal/limits", """{"calls":1,"seconds":60}""");
        var throttled = await FailureOfAsync(() => _owner.CheckAsync(Token));
        await _avatax.DoAsync("PUT", "rehearsal/limits", """{"calls":100,"seconds":60}""");
        _avatax.Fail("POST", "/api/**", new FaultAction.ErrorBody("Unexpected", "Something"));
        var hidden = await FailureOfAsync(() =>
            _owner.AssessAsync(TaxedDocuments.Invoice("TO-1", 1m), Token)
        );

        Assert.Equal(ConnectorFault.Transient, throttled.Fault);
        Assert.Equal(ConnectorFault.OutcomeUnknown, hidden.Fault);
    }

    [Fact]
    public async Task An_answer_without_its_members_is_no_answer_of_AvaTaxs()
    {
        _avatax.Fail("POST", "/api/**", new FaultAction.ChangeAnswer(Without: ["totalTax"]));

        var failed = await FailureOfAsync(() =>
            _owner.AssessAsync(TaxedDocuments.Invoice("TO-1", 1m), Token)
        );

        Assert.Equal(ConnectorFault.Contract, failed.Fault);
    }

    private static Task<ConnectorException> FailureOfAsync(Func<Task> call) =>
        Assert.ThrowsAsync<ConnectorException>(call);

    private AvaTaxOwner Owner(
        string key = "rehearsal",
        string company = "DEFAULT",
        IReadOnlyDictionary<string, string>? taxCodes = null
    ) =>
        new(
            new AvaTaxOptions
            {
                System = "tax",
                BaseAddress = _avatax.Address,
                AccountId = AvaTaxDesk.Account,
                LicenseKey = key,
                Companies = new Dictionary<LegalEntityCode, AvaTaxCompany>
                {
                    [TaxedDocuments.Us] = new(
                        company,
                        new AvaTaxAddress("US", "1100 2nd Ave", "Seattle", "WA", "98101")
                    ),
                },
                TaxCodes =
                    taxCodes
                    ?? new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["GOODS"] = "P0000000",
                    },
            },
            TimeProvider.System
        );
}
