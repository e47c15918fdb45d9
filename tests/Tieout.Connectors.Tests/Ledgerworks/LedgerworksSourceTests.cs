using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Ledgerworks;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>Payments and voids come back as facts.</summary>
public sealed class LedgerworksSourceTests : IAsyncLifetime
{
    private LedgerworksUnderTest _target = null!;
    private LedgerworksSource _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await LedgerworksUnderTest.OpenAsync(Token);
        _source = new LedgerworksSource(_target.Options(), _target.Time);
        _ = await _target.Desk.AddCustomerAsync("C1", Token);
    }

    public ValueTask DisposeAsync()
    {
        _source.Dispose();
        return _target.DisposeAsync();
    }

    [Fact]
    public async Task A_part_payment_and_one_taken_back_are_told_in_order()
    {
        var id = await PostedAsync("T-A", 100m);
        var first = await PayAsync(id, 50.25m);
        _ = await _target.Desk.SendAsync(
            HttpMethod.Post,
            $"payments/{first}/reverse",
            new { date = "2026-04-20" },
            Token
        );
        _ = await PayAsync(id, 120m);

        var payments = (await ReadAsync(Cursor.Start)).Cast<Payment>().ToList();

        Assert.Equal([50.25m, -50.25m, 120m], payments.Select(x => x.Amount.Amount));
        Assert.All(payments, x => Assert.Equal("T-A", x.Invoice.Value));
        Assert.Equal(new LocalDate(2026, 4, 20), payments[1].ValueDate);
        Assert.Equal(3, payments.Select(x => x.Identity).Distinct().Count());
    }

    [Fact]
    public async Task A_void_is_told_once_no_other_document_stands_for_the_invoice()
    {
        var one = await PostedAsync("T-A", 100m);
        var two = await PostedAsync("T-A", 100m);
        await VoidAsync(one);
        Assert.Empty(await ReadAsync(Cursor.Start));

        await VoidAsync(two);
        var told = await ReadAsync(Cursor.Start);

        var voided = Assert.IsType<DocumentVoided>(told[^1]);
        Assert.Equal("T-A", voided.Invoice.Value);
        Assert.Equal("keyed twice", voided.Reason);
    }

    [Fact]
    public async Task Documents_of_others_are_passed_over()
    {
        _ = await PayAsync(await PostedAsync("BY-HAND", 100m), 10m);
        _ = await PayAsync(await PostedAsync("", 100m), 10m);

        Assert.Empty(await ReadAsync(Cursor.Start));
    }

    [Fact]
    public async Task A_read_goes_on_where_the_last_page_ended()
    {
        var id = await PostedAsync("T-A", 100m);
        foreach (var amount in (decimal[])[1m, 2m, 3m, 4m, 5m])
        {
            _ = await PayAsync(id, amount);
        }

        var pages = await PagesAsync(Cursor.Start);
        var rest = await ReadAsync(pages[0].Next);

        Assert.Equal([2, 2, 1], pages.Select(x => x.Records.Count));
        Assert.Equal([3m, 4m, 5m], rest.Cast<Payment>().Select(x => x.Amount.Amount));
        Assert.Empty(await ReadAsync(pages[^1].Next));
    }

    [Fact]
    public async Task A_cursor_of_another_source_is_not_guessed_at()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadAsync(new Cursor("2026-01-01T00:00:00Z"))
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
    }

    private async Task<long> PostedAsync(string reference, decimal amount)
    {
        var id = await _target.Desk.DraftAsync(reference, amount, Token);
        _ = await _target.Desk.PostAsync(id, Token);
        return id;
    }

    private async Task<long> PayAsync(long invoice, decimal amount)
    {
        var body = new
        {
            invoice,
            amount,
            valueDate = "2026-04-14",
        };
        var paid = await _target.Desk.SendAsync(HttpMethod.Post, "payments", body, Token);
        return (long)paid["id"]!;
    }

    private Task<JsonNode> VoidAsync(long invoice) =>
        _target.Desk.SendAsync(
            HttpMethod.Post,
            $"invoices/{invoice}/void",
            new { reason = "keyed twice" },
            Token
        );

    private async Task<List<Page>> PagesAsync(Cursor after)
    {
        var pages = new List<Page>();
        await foreach (var page in _source.ReadAsync(LedgerworksSource.Payments, after, Token))
        {
            Assert.Empty(page.Rejected);
            pages.Add(page);
        }

        return pages;
    }

    private async Task<List<CanonicalFact>> ReadAsync(Cursor after) =>
        [.. (await PagesAsync(after)).SelectMany(x => x.Records).Select(x => x.Fact)];
}
