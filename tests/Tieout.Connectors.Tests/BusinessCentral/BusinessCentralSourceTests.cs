using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.BusinessCentral;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The feed of what was paid and cancelled.</summary>
public sealed class BusinessCentralSourceTests : IAsyncLifetime
{
    private BusinessCentralUnderTest _target = null!;
    private BusinessCentralSource _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BusinessCentralDesk Desk => _target.Desk;

    public async ValueTask InitializeAsync()
    {
        _target = await BusinessCentralUnderTest.OpenAsync();
        _source = new BusinessCentralSource(_target.Options(), TimeProvider.System);
        await Desk.CustomerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _target.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_told_of_an_empty_ledger_of_drafts_and_of_documents_of_others()
    {
        Assert.Empty(await ReadAsync(Cursor.Start));
        await Desk.InvoiceAsync("T-1", 10m);
        await Desk.PostedAsync("OTHER-1", 10m);

        Assert.Empty(RecordsOf(await ReadAsync(Cursor.Start)));
    }

    [Fact]
    public async Task What_was_paid_is_one_payment_whose_newest_version_counts()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await PassAsync();
        await Desk.PayAsync(invoice, 50m);
        var first = await ReadAsync(Cursor.Start);
        await PassAsync();
        await Desk.PayAsync(invoice, 70m);
        var second = await ReadAsync(first[^1].Next);
        await PassAsync();
        await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{invoice["number"]}/reverse-payment",
            new JsonObject { ["amount"] = 120 }
        );
        var third = await ReadAsync(second[^1].Next);

        Payment[] payments =
        [
            .. new[] { first, second, third }.Select(x =>
                Assert.IsType<Payment>(Assert.Single(RecordsOf(x)))
            ),
        ];
        Assert.Equal([50m, 120m, 0m], payments.Select(x => x.Amount.Amount));
        Assert.Equal(CurrencyCode.Parse("GBP"), payments[0].Amount.Currency);
        Assert.All(payments, x => Assert.Equal("T-1", x.Invoice.Value));
        Assert.Single(payments.Select(x => x.Identity).Distinct(StringComparer.Ordinal));
        Assert.True(payments[0].Version < payments[1].Version);
        Assert.True(payments[1].Version < payments[2].Version);
        Assert.Empty(await ReadAsync(third[^1].Next));
    }

    [Fact]
    public async Task What_a_credit_memo_took_off_is_no_payment()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        var credit = await Desk.MakeAsync(
            "/salesCreditMemos",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["externalDocumentNumber"] = "T-2",
                ["invoiceId"] = (string)invoice["id"]!,
                ["salesCreditMemoLines"] = BusinessCentralDesk.Lines(40m),
            }
        );
        await Desk.DoAsync($"/salesCreditMemos({(string)credit["id"]!})/Microsoft.NAV.post");
        await Desk.PayAsync(invoice, 30m);

        // 120.00 - 48.00 - 30.00 = 42.00 remain; 30.00 came in money.
        var payment = Assert.IsType<Payment>(
            Assert.Single(RecordsOf(await ReadAsync(Cursor.Start)))
        );
        Assert.Equal(30m, payment.Amount.Amount);
    }

    [Fact]
    public async Task A_credit_memo_that_is_applied_in_part_is_told_instead_of_guessed()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await Desk.PayAsync(invoice, 100m);
        var credit = await Desk.MakeAsync(
            "/salesCreditMemos",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["invoiceId"] = (string)invoice["id"]!,
                ["salesCreditMemoLines"] = BusinessCentralDesk.Lines(40m),
            }
        );
        await Desk.DoAsync($"/salesCreditMemos({(string)credit["id"]!})/Microsoft.NAV.post");

        var pages = await ReadAsync(Cursor.Start);

        Assert.Empty(RecordsOf(pages));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Equal("business-central.credit-partly-applied", rejected.Code);
        Assert.Equal($"payment/bc/{invoice["id"]}", rejected.Identity);
    }

    [Fact]
    public async Task A_cancelled_invoice_is_void_unless_another_stands_with_its_reference()
    {
        var gone = await Desk.PostedAsync("T-1", 100m);
        var twin = await Desk.PostedAsync("T-2", 100m);
        _ = await Desk.PostedAsync("T-2", 100m);
        await Desk.DoAsync($"/salesInvoices({gone["id"]})/Microsoft.NAV.cancel");
        await Desk.DoAsync($"/salesInvoices({twin["id"]})/Microsoft.NAV.cancel");

        var voided = RecordsOf(await ReadAsync(Cursor.Start)).OfType<DocumentVoided>();

        Assert.Equal("T-1", Assert.Single(voided).Invoice.Value);
    }

    [Fact]
    public async Task A_read_resumed_from_any_cursor_loses_nothing_though_all_changed_at_once()
    {
        string[] all = ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7"];
        foreach (var reference in all)
        {
            await Desk.PostedAsync(reference, 10m);
        }

        var pages = await ReadAsync(Cursor.Start);

        Assert.Equal(4, pages.Count);
        for (var cut = 0; cut < pages.Count; cut++)
        {
            var before = ReferencesOf(pages.Take(cut + 1));
            var after = ReferencesOf(await ReadAsync(pages[cut].Next));
            Assert.Equal(all, before.Concat(after).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_is_committed_late_with_an_old_stamp_is_found_within_the_overlap()
    {
        await Desk.PostedAsync("T-1", 10m);
        var read = await ReadAsync(Cursor.Start);
        Desk.Fail("POST", "/v2.0/**", new FaultAction.CommitLate(500_000), times: 2);
        await Desk.PostedAsync("T-2", 10m);

        var again = await ReadAsync(read[^1].Next);

        Assert.Equal(["T-2"], ReferencesOf(again));
    }

    [Theory]
    [InlineData("with", 1)]
    [InlineData("without", 0)]
    public async Task A_new_member_of_answers_is_passed_over_and_a_missing_one_is_for_developers(
        string change,
        int told
    )
    {
        await Desk.PostedAsync("T-1", 10m);
        var changed = change is "with"
            ? new FaultAction.ChangeAnswer(
                With: new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["customerPriority"] = JsonSerializer.SerializeToElement("high"),
                },
                Beside: "externalDocumentNumber"
            )
            : new FaultAction.ChangeAnswer(Without: ["totalTaxAmount"]);
        Desk.Fail("GET", "/v2.0/*/*/api/v2.0/*/salesInvoices", changed);

        if (told > 0)
        {
            Assert.Equal(told, RecordsOf(await ReadAsync(Cursor.Start)).Count());
            return;
        }

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(Cursor.Start));
        Assert.Equal(ConnectorFault.Contract, failure.Fault);
    }

    [Fact]
    public async Task What_is_missing_among_what_was_seen_is_told_again()
    {
        var late = await Desk.PostedAsync("T-1", 10m);
        await PassAsync();
        await Desk.PostedAsync("T-2", 10m);
        var read = await ReadAsync(Cursor.Start);

        // As if the first had not been there yet: only the second was read.
        var cursors = JsonNode.Parse(read[^1].Next.Value)!;
        var seen = cursors[BusinessCentralDesk.Company]!["seen"]!.AsObject();
        Assert.True(seen.Remove(((string)late["id"]!).Replace("-", "", StringComparison.Ordinal)));
        var again = await ReadAsync(new Cursor(cursors.ToJsonString()));

        Assert.Equal(["T-1"], ReferencesOf(again));
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_for_the_administrator()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadAsync(new Cursor("17"))
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
    }

    private Task PassAsync()
    {
        Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }

    private async Task<List<Page>> ReadAsync(Cursor after)
    {
        var pages = new List<Page>();
        await foreach (var page in _source.ReadAsync(BusinessCentralSource.Payments, after, Token))
        {
            Assert.InRange(page.Next.Value.Length, 1, Cursor.LengthMax);
            pages.Add(page);
        }

        return pages;
    }

    private static IEnumerable<CanonicalFact> RecordsOf(IEnumerable<Page> pages) =>
        pages.SelectMany(x => x.Records).Select(x => x.Fact);

    private static List<string> ReferencesOf(IEnumerable<Page> pages) =>
        [.. RecordsOf(pages).Select(x => ((Payment)x).Invoice.Value)];
}
