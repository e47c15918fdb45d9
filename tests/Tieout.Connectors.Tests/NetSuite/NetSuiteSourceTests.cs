using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.NetSuite;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;
using static Tieout.Connectors.Tests.NetSuite.NetSuiteDesk;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>The feed of what was paid and voided.</summary>
public sealed class NetSuiteSourceTests : IAsyncLifetime
{
    private NetSuiteUnderTest _target = null!;
    private NetSuiteSource _source = null!;
    private string _customer = string.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private NetSuiteDesk Desk => _target.Desk;

    public async ValueTask InitializeAsync()
    {
        _target = await NetSuiteUnderTest.OpenAsync();
        _source = new NetSuiteSource(_target.Options(), Desk.Clock);
        _customer = await Desk.CustomerAsync();
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
        var draft = Invoice(_customer, 10m);
        draft["externalId"] = "T-1";
        draft["approvalStatus"] = Ref("1");
        _ = await Desk.MakeAsync("invoice", draft);
        _ = await PostedAsync("OTHER-1", 10m);

        Assert.Empty(RecordsOf(await ReadAsync(Cursor.Start)));
    }

    [Fact]
    public async Task What_was_paid_is_one_payment_whose_amount_changes()
    {
        var invoice = await PostedAsync("T-1", 100m);
        var first = await ReadAsync(Cursor.Start);
        Assert.Equal([0m], PaidIn(first));

        Pass();
        _ = await Desk.PayAsync(_customer, invoice, 50m, date: "2026-03-30");
        var part = await ReadAsync(first[^1].Next);
        var payment = Assert.IsType<Payment>(Assert.Single(RecordsOf(part)));
        Assert.Equal(($"ns/{invoice}", "T-1"), (payment.Id, payment.Invoice.Value));
        Assert.Equal(new LocalDate(2026, 3, 30), payment.ValueDate);
        Assert.Equal([50m], PaidIn(part));
        Assert.Empty(RecordsOf(await ReadAsync(part[^1].Next)));

        Pass();
        _ = await Desk.PayAsync(_customer, invoice, 70m);
        var whole = await ReadAsync(part[^1].Next);
        Assert.Equal([120m], PaidIn(whole));
        Assert.Empty(RecordsOf(await ReadAsync(whole[^1].Next)));
    }

    [Fact]
    public async Task A_payment_that_is_deleted_or_changed_is_taken_back()
    {
        var invoice = await PostedAsync("T-1", 100m);
        var payment = await Desk.PayAsync(_customer, invoice, 50m);
        var read = await ReadAsync(Cursor.Start);
        Assert.Equal([50m], PaidIn(read));

        Pass();
        var none = new JsonObject { ["apply"] = new JsonObject { ["items"] = new JsonArray() } };
        var changed = await Desk.SendAsync(
            HttpMethod.Patch,
            $"customerPayment/{payment}?replace=apply",
            none
        );
        Assert.Equal(204, changed.Status);
        var unapplied = await ReadAsync(read[^1].Next);
        Assert.Equal([0m], PaidIn(unapplied));

        Pass();
        _ = await Desk.PayAsync(_customer, invoice, 120m);
        var paid = await ReadAsync(unapplied[^1].Next);
        Assert.Equal([120m], PaidIn(paid));
        var versions = new[] { read, unapplied, paid }.Select(x =>
            ((Payment)RecordsOf(x).Single()).Version
        );
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task What_a_credit_memo_took_off_is_no_money()
    {
        var invoice = await PostedAsync("T-1", 100m);
        var credit = Invoice(_customer, 40m);
        _ = credit.Remove("approvalStatus");
        credit["apply"] = Apply(invoice);
        _ = await Desk.MakeAsync("creditMemo", credit);
        _ = await Desk.PayAsync(_customer, invoice, 30m);

        // 120.00 less 48.00 of the credit memo and 30.00 of money.
        Assert.Equal([30m], PaidIn(await ReadAsync(Cursor.Start)));
    }

    [Fact]
    public async Task A_voided_invoice_is_void()
    {
        var invoice = await PostedAsync("T-1", 100m);
        var read = await ReadAsync(Cursor.Start);
        Pass();
        _ = await Desk.RehearseAsync(HttpMethod.Post, $"invoices/{invoice}/void");

        var gone = Assert.IsType<DocumentVoided>(
            Assert.Single(RecordsOf(await ReadAsync(read[^1].Next)))
        );

        Assert.Equal(("T-1", new LocalDate(2026, 3, 31)), (gone.Invoice.Value, gone.Date));
    }

    [Fact]
    public async Task An_open_invoice_that_is_deleted_is_void_once_NetSuite_says_so()
    {
        var invoice = await PostedAsync("T-1", 100m);
        _ = await PostedAsync("T-2", 100m);
        var read = await ReadAsync(Cursor.Start);
        Pass();
        _ = await Desk.SendAsync(HttpMethod.Delete, $"invoice/{invoice}");

        var after = await ReadAsync(read[^1].Next);

        var gone = Assert.IsType<DocumentVoided>(Assert.Single(RecordsOf(after)));
        Assert.Equal("T-1", gone.Invoice.Value);
        Assert.Empty(RecordsOf(await ReadAsync(after[^1].Next)));
    }

    [Fact]
    public async Task An_invoice_that_was_entered_anew_under_its_reference_voids_nothing()
    {
        var invoice = await PostedAsync("T-1", 100m);
        _ = await PostedAsync("T-2", 100m);
        var read = await ReadAsync(Cursor.Start);
        Pass();
        _ = await Desk.SendAsync(HttpMethod.Delete, $"invoice/{invoice}");
        var anew = await PostedAsync("T-1", 100m);

        var after = await ReadAsync(read[^1].Next);

        var told = Assert.IsType<Payment>(Assert.Single(RecordsOf(after)));
        Assert.Equal(
            ("T-1", 0m, true),
            (
                told.Invoice.Value,
                told.Amount.Amount,
                told.Id.EndsWith($"/{anew}", StringComparison.Ordinal)
            )
        );
        Assert.Empty(RecordsOf(await ReadAsync(after[^1].Next)));
    }

    [Fact]
    public async Task What_is_paid_in_the_second_of_its_posting_is_told()
    {
        var invoice = await PostedAsync("T-1", 100m);
        var read = await ReadAsync(Cursor.Start);
        _ = await Desk.PayAsync(_customer, invoice, 120m);

        var paid = Assert.IsType<Payment>(Assert.Single(RecordsOf(await ReadAsync(read[^1].Next))));

        Assert.Equal(120m, paid.Amount.Amount);
    }

    [Fact]
    public async Task What_is_not_seen_any_more_and_was_not_deleted_is_not_void()
    {
        _ = await PostedAsync("T-1", 100m);
        var read = await ReadAsync(Cursor.Start);
        var cursor = JsonNode.Parse(read[^1].Next.Value)!;
        var told = cursor["open"]!.AsObject();
        var (id, watched) = told.Single();
        _ = told.Remove(id);
        told["424242"] = watched!.DeepClone();
        told[id] = watched.DeepClone();

        Assert.Empty(RecordsOf(await ReadAsync(new Cursor(cursor.ToJsonString()))));
    }

    [Fact]
    public async Task A_read_resumed_from_any_cursor_loses_nothing_though_all_changed_at_once()
    {
        string[] all = ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7"];
        foreach (var reference in all)
        {
            _ = await PostedAsync(reference, 10m);
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
    public async Task With_more_open_invoices_than_a_cursor_holds_the_paid_ones_are_still_followed()
    {
        var first = await PostedAsync("T-1", 10m);
        for (var i = 2; i <= 302; i++)
        {
            _ = await PostedAsync(FormattableString.Invariant($"T-{i}"), 10m);
        }

        using var source = new NetSuiteSource(_target.Options(pageSize: 1000), Desk.Clock);
        var read = await ReadAsync(Cursor.Start, source);
        Assert.Equal(302, RecordsOf(read).Count());
        Pass();
        _ = await Desk.PayAsync(_customer, first, 5m);

        var paid = await ReadAsync(read[^1].Next, source);

        Assert.Equal([5m], PaidIn(paid));
        Assert.Empty(RecordsOf(await ReadAsync(paid[^1].Next, source)));
    }

    [Fact]
    public async Task What_is_committed_late_with_an_old_stamp_is_found_within_the_overlap()
    {
        _ = await PostedAsync("T-1", 10m);
        var read = await ReadAsync(Cursor.Start);
        Desk.Fail("POST", "/services/rest/record/**", new FaultAction.CommitLate(89 * 60_000));
        _ = await PostedAsync("T-2", 10m);

        Assert.Equal(["T-2"], ReferencesOf(await ReadAsync(read[^1].Next)));
    }

    [Fact]
    public async Task A_clock_that_goes_back_an_hour_hides_nothing()
    {
        await Desk.PreferAsync("timeZone", "Europe/London");
        // 25 October 2026: 1:30 and 1:59 in summer, and a minute later it is 1:00.
        Desk.Clock.AdvanceTo(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
        await Desk.LogInAsync();
        _ = await PostedAsync("T-1", 10m);
        Desk.Clock.Advance(TimeSpan.FromMinutes(29));
        _ = await PostedAsync("T-2", 10m);
        var read = await ReadAsync(Cursor.Start);
        Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = await PostedAsync("T-3", 10m);

        Assert.Equal(["T-3"], ReferencesOf(await ReadAsync(read[^1].Next)));
    }

    [Theory]
    [InlineData("with", 1, 0)]
    [InlineData("without", 0, 1)]
    public async Task A_new_member_is_passed_over_and_an_invoice_without_its_total_is_told_alone(
        string change,
        int told,
        int rejected
    )
    {
        _ = await PostedAsync("T-1", 10m);
        var changed = change is "with"
            ? new FaultAction.ChangeAnswer(
                With: new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["priority"] = JsonSerializer.SerializeToElement("high"),
                },
                Beside: "externalid"
            )
            : new FaultAction.ChangeAnswer(Without: ["foreigntotal"]);
        Desk.Fail("POST", "/services/rest/query/**", changed);

        var read = await ReadAsync(Cursor.Start);

        Assert.Equal(told, RecordsOf(read.Take(1)).Count());
        Assert.Equal(rejected, read.Take(1).Sum(x => x.Rejected.Count));
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_for_the_administrator()
    {
        foreach (var text in new[] { "17", "{\"at\":\"x\",\"seen\":{},\"open\":null}" })
        {
            var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
                ReadAsync(new Cursor(text))
            );
            Assert.Equal(ConnectorFault.Settings, failure.Fault);
        }
    }

    [Fact]
    public async Task A_prefix_with_characters_of_patterns_is_taken_as_it_is()
    {
        _ = await PostedAsync("TxA", 10m);
        _ = await PostedAsync("T_A", 10m);
        using var source = new NetSuiteSource(
            new NetSuiteOptions
            {
                System = "ns",
                Service = Desk.Server.BaseAddress,
                Account = "TIEOUT_SB1",
                Credentials = NetSuiteUnderTest.Signed(),
                Companies = _target.Options().Companies,
                ReferencePrefix = "T_",
            },
            Desk.Clock
        );

        Assert.Equal(["T_A"], ReferencesOf(await ReadAsync(Cursor.Start, source)));
    }

    private void Pass() => Desk.Clock.Advance(TimeSpan.FromMinutes(1));

    private async Task<string> PostedAsync(string reference, params decimal[] amounts)
    {
        var body = Invoice(_customer, amounts);
        body["externalId"] = reference;
        body["tranDate"] = Desk.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", null);
        return await Desk.MakeAsync("invoice", body);
    }

    private async Task<IReadOnlyList<Page>> ReadAsync(Cursor after, NetSuiteSource? source = null)
    {
        var pages = new List<Page>();
        await foreach (
            var page in (source ?? _source).ReadAsync(NetSuiteSource.Payments, after, Token)
        )
        {
            Assert.InRange(page.Next.Value.Length, 1, Cursor.LengthMax);
            pages.Add(page);
        }

        return pages;
    }

    private static IReadOnlyList<decimal> PaidIn(IEnumerable<Page> pages) =>
        [.. RecordsOf(pages).Select(x => Assert.IsType<Payment>(x).Amount.Amount)];

    private static IEnumerable<CanonicalFact> RecordsOf(IEnumerable<Page> pages) =>
        pages.SelectMany(x => x.Records).Select(x => x.Fact);

    private static IReadOnlyList<string> ReferencesOf(IEnumerable<Page> pages) =>
        [.. RecordsOf(pages).Select(x => ((Payment)x).Invoice.Value)];
}
