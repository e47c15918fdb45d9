using System.Security.Cryptography;
using Tieout.Connect;
using Tieout.Connectors.NetSuite;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>What goes wrong at NetSuite, and who has to act.</summary>
public sealed class NetSuiteFaultTests : NetSuiteTargetTest
{
    private const string Invoices = "/services/rest/record/v1/invoice/*";
    private const string Everything = "/services/rest/**";

    [Theory]
    [InlineData(429, ConnectorFault.Transient)]
    [InlineData(403, ConnectorFault.Settings)]
    [InlineData(500, ConnectorFault.OutcomeUnknown)]
    [InlineData(504, ConnectorFault.OutcomeUnknown)]
    public async Task A_write_that_is_not_carried_out_says_whether_that_is_certain(
        int status,
        ConnectorFault fault
    )
    {
        Target.Desk.Fail("PUT", Invoices, new FaultAction.Status(status));

        var failure = await FailureAsync(Samples.Invoice("A", 10m));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(TargetState.Posted, (await WriteAsync(Samples.Invoice("A", 10m))).State);
        Assert.Equal(1, await Target.PostingsAsync("T-A", Token));
    }

    [Fact]
    public async Task A_read_may_be_repeated_whatever_went_wrong()
    {
        foreach (var status in new[] { 429, 500, 502, 503, 504 })
        {
            Target.Desk.Fail("GET", Everything, new FaultAction.Status(status));
            var failure = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync("A"));
            Assert.Equal(ConnectorFault.Transient, failure.Fault);
        }
    }

    [Fact]
    public async Task A_login_that_worked_and_fails_under_load_is_tried_again_later()
    {
        Target.Desk.Fail("GET", Everything, new FaultAction.Status(401));
        Assert.Empty(await FindAsync("A"));

        Target.Desk.Fail("GET", Everything, new FaultAction.Status(401), times: 2);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync("A"));
        Assert.Equal(ConnectorFault.Transient, failure.Fault);

        // Nothing was let in for six minutes: the token was revoked.
        Target.Desk.Clock.Advance(TimeSpan.FromMinutes(6));
        Target.Desk.Fail("GET", Everything, new FaultAction.Status(401), times: 2);
        var revoked = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync("A"));
        Assert.Equal(ConnectorFault.Settings, revoked.Fault);
    }

    [Fact]
    public async Task A_key_of_either_kind_logs_in_and_a_token_is_renewed_in_time()
    {
        using var rsa = RSA.Create(3072);
        var id = await Target.Desk.UploadAsync(rsa.ExportSubjectPublicKeyInfoPem());
        string[] keys = [rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportRSAPrivateKeyPem()];
        foreach (var key in keys)
        {
            await OwnedBy("tieout", id, key).CheckAsync(Token);
        }

        var curve = Target.Desk.CertificateId;
        await OwnedBy("tieout", curve, Target.Desk.Key.ExportECPrivateKeyPem()).CheckAsync(Token);
        var sink = OwnedBy("tieout", curve, Target.Desk.Key.ExportPkcs8PrivateKeyPem());
        await sink.CheckAsync(Token);
        Target.Desk.Clock.Advance(TimeSpan.FromHours(2));
        await sink.CheckAsync(Token);
        Target.Desk.Fail("POST", Everything, new FaultAction.ExpireTokens());
        await sink.CheckAsync(Token);
    }

    [Theory]
    [InlineData("other", null)]
    [InlineData("tieout", "hunter2 is no key")]
    public async Task A_wrong_client_or_key_is_for_the_administrator_and_told_without_it(
        string client,
        string? key
    )
    {
        var sink = OwnedBy(
            client,
            Target.Desk.CertificateId,
            key ?? Target.Desk.Key.ExportPkcs8PrivateKeyPem()
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => sink.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_in_no_message()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            Target.WithWrongPassword().CheckAsync(Token)
        );

        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "rehearsal",
            NetSuiteUnderTest.Signed().ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_not_there_is_named_by_its_reason()
    {
        var invoice = Samples.Invoice("A", 10m);
        var account = await FailureAsync(
            invoice with
            {
                Accounts = new Dictionary<AccountRole, string> { [AccountRole.Revenue] = "99" },
            }
        );
        var tax = await FailureAsync(
            NetSuiteUnderTest.WithLine(invoice, x => x with { TaxCode = TaxCode.Parse("NO") })
        );
        var value = await FailureAsync(WithDimension(invoice, "practice=NOBODY"));
        var dimension = await FailureAsync(WithDimension(invoice, "region=EU"));
        var customer = await FailureAsync(
            invoice with
            {
                BillTo = invoice.BillTo with { Code = CustomerCode.Parse("T-NOBODY") },
            }
        );

        Assert.Equal(
            [
                "GL_MAPPING_MISSING",
                "TAX_CODE_MISSING",
                "DIMENSION_INVALID",
                "DIMENSION_INVALID",
                "CUSTOMER_NOT_IN_ERP",
            ],
            new[] { account, tax, value, dimension, customer }.Select(x => x.Reason)
        );
        Assert.Empty(await FindAsync("A"));
    }

    [Theory]
    [InlineData("arLocked")]
    [InlineData("allLocked")]
    public async Task A_period_that_is_locked_is_closed_for_the_hub(string what)
    {
        await Target.Desk.SetPeriodAsync("Mar 2026", what, isSo: true);

        var failure = await FailureAsync(Samples.Invoice("A", 10m));
        var periods = await ((IPostingCalendar)Target.Sink).ReadPeriodsAsync(
            Target.LegalEntity,
            Token
        );

        Assert.Equal((ConnectorFault.Refused, "PERIOD_CLOSED"), (failure.Fault, failure.Reason));
        var march = Assert.Single(periods, x => x.Dates.Contains(Target.OpenDay));
        Assert.False(march.IsOpen);
        Assert.Equal("receivables are locked in it", march.Note);
        // Four years of months; neither quarters nor years.
        Assert.Equal(48, periods.Count);
    }

    [Fact]
    public async Task A_closed_period_is_known_by_the_calendar_when_its_words_are_not()
    {
        await Target.ClosePeriodAsync(Target.OpenDay, Token);
        Target.Desk.Fail(
            "PUT",
            Invoices,
            new FaultAction.ErrorBody("USER_ERROR", "La date n'est pas dans la période.")
        );

        Assert.Equal("PERIOD_CLOSED", (await FailureAsync(Samples.Invoice("A", 10m))).Reason);
    }

    [Fact]
    public async Task A_shifted_document_keeps_its_date_and_counts_in_the_period_it_is_shifted_to()
    {
        await Target.Desk.PreferAsync("dateOutsidePeriod", value: true);
        var invoice = Samples.Invoice("A", 10m) with { ShiftedTo = new LocalDate(2026, 4, 1) };

        var posted = await WriteAsync(WithDimension(invoice, "practice=P1"));

        Assert.Equal(new LocalDate(2026, 4, 1), posted.AccountingDate);
        var held = await Target.Desk.GetAsync($"{posted.ExternalId}?expandSubResources=true");
        Assert.Equal(
            ("2026-03-31", "2026-04-30", "Apr 2026"),
            (
                (string?)held["tranDate"],
                (string?)held["dueDate"],
                (string?)held["postingPeriod"]!["refName"]
            )
        );
        var line = held["item"]!["items"]![0]!;
        Assert.Equal("P1", (string?)line["class"]!["refName"]);
        Assert.Equal(invoice.Lines[0].Description, (string?)line["description"]);
    }

    [Fact]
    public async Task Without_approval_routing_the_administrator_is_told()
    {
        await Target.Desk.PreferAsync("invoiceApproval", value: false);

        var failure = await FailureAsync(Samples.Invoice("A", 10m));

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains("approvalstatus", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_that_NetSuite_cannot_keep_is_refused()
    {
        var failure = await FailureAsync(Samples.Invoice("A/1", 10m));

        Assert.Equal(ConnectorFault.Refused, failure.Fault);
        Assert.Contains("T-A/1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_is_related_to_every_subsidiary_that_invoices()
    {
        var companies = new Dictionary<LegalEntityCode, string>
        {
            [Target.LegalEntity] = "1",
            [LegalEntityCode.Parse("firm-us")] = "2",
        };
        var sink = Target.Owned(Target.Options(companies: companies));
        var found = Assert.Single(await sink.FindAsync(Samples.Party(), Token));
        Assert.Equal(TargetState.Draft, found.State);

        _ = await sink.WriteAsync(Samples.Party(), found, Token);

        found = Assert.Single(await sink.FindAsync(Samples.Party(), Token));
        Assert.Equal(TargetState.Posted, found.State);
        var row = Assert.Single(
            await Target.Desk.RowsAsync("SELECT subsidiary FROM customersubsidiaryrelationship")
        );
        Assert.Equal("2", (string?)row["subsidiary"]);
    }

    [Fact]
    public async Task A_subsidiary_that_is_not_there_is_told_by_the_check()
    {
        var companies = new Dictionary<LegalEntityCode, string> { [Target.LegalEntity] = "77" };
        var sink = Target.Owned(Target.Options(companies: companies));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => sink.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
    }

    [Theory]
    [InlineData("77", "5", "no item 77, which is set for 4000")]
    [InlineData("10", "55", "no salestaxitem 55, which is set for S20")]
    [InlineData("consulting", "5", "no item consulting, which is set for 4000")]
    public async Task An_item_or_a_tax_code_that_is_not_there_is_told_by_the_check(
        string item,
        string tax,
        string words
    )
    {
        var sink = Target.Owned(Target.Options(item: item, tax: tax));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => sink.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    private NetSuiteSink OwnedBy(string client, string certificate, string key) =>
        Target.Owned(
            Target.Options(
                credentials: new NetSuiteCredentials.Certificate(client, certificate, key)
            )
        );

    private static Delivery.Document WithDimension(Delivery.Document document, string dimension) =>
        NetSuiteUnderTest.WithLine(
            document,
            x => x with { Dimensions = [DimensionSetting.Parse(dimension)] }
        );
}
