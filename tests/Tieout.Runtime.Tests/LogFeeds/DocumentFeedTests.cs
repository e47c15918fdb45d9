using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.LogFeeds;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.LogFeeds;

/// <summary>What a mirror of documents is told, and when again.</summary>
public sealed class DocumentFeedTests
{
    private static readonly LocalDate Later = new(2026, 11, 9);

    private readonly ShownDocuments _crm = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_told_from_its_posting_on_each_time_that_it_changes()
    {
        await using var firm = await Firm.OpenAsync();
        var at = await ReadAsync(firm, Cursor.Start);
        await firm.DoAsync(new RecordContract(Firm.Contract()));
        await firm.DoAsync(new RecordWork(Firm.Time(1, 10m)));
        await firm.DoAsync(new DraftInvoice(new(2026, 10, 31), new(2026, 10, 31)));
        await firm.DoAsync(new ApproveInvoice(Firm.Reference(1), "ada"));
        at = await ReadAsync(firm, at);
        Assert.Empty(_crm.Calls);
        await firm.DoAsync(new RecordPosting(Firm.Reference(1), Firm.Posted(Firm.Reference(1))));
        at = await ReadAsync(firm, at);
        var why = new Judgement("hours", "ada");
        Assert.Null(await firm.DoAsync(new DisputeInvoice(Firm.Reference(1), 50m, why)));
        at = await ReadAsync(firm, at);
        Assert.Null(await firm.DoAsync(new ResolveDispute(Firm.Reference(1), why)));
        at = await ReadAsync(firm, at);
        Assert.Null(await firm.DoAsync(new RecordPayment(Payment(700m))));
        at = await ReadAsync(firm, at);
        Assert.Null(await firm.DoAsync(new RecordPayment(Payment(500m, "ledger/2"))));
        _ = await ReadAsync(firm, at);

        Assert.Equal(
            [
                "INV-001 Posted 1000.00 200.00 1200.00 open 1200.00 disputed 0",
                "INV-001 Posted 1000.00 200.00 1200.00 open 1200.00 disputed 50.00",
                "INV-001 Posted 1000.00 200.00 1200.00 open 1200.00 disputed 0",
                "INV-001 Posted 1000.00 200.00 1200.00 open 500.00 disputed 0",
                "INV-001 Paid 1000.00 200.00 1200.00 open 0 disputed 0",
            ],
            _crm.Calls.Select(x => Shown(Assert.Single(x)))
        );
        var first = _crm.Calls[0][0];
        Assert.Equal(
            ("E-1", "C-1", InvoiceType.Invoice, new LocalDate(2026, 10, 31)),
            (first.Engagement.Value, first.BillTo.Value, first.Type, first.Date)
        );
    }

    [Fact]
    public async Task A_credit_memo_changes_its_invoice_when_it_is_approved_and_is_told_itself_when_posted()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var at = await ReadAsync(firm, Cursor.Start);
        Assert.Null(await firm.DoAsync(new CreditInvoice(Firm.Reference(1), Later)));
        await firm.DoAsync(new ApproveInvoice(Firm.Reference(2), "ada"));
        at = await ReadAsync(firm, at);
        await firm.DoAsync(new RecordPosting(Firm.Reference(2), Firm.Posted(Firm.Reference(2))));
        _ = await ReadAsync(firm, at);

        Assert.Equal(
            [
                "INV-001 Posted 1000.00 200.00 1200.00 open 1200.00 disputed 0",
                "INV-001 Credited 1000.00 200.00 1200.00 open 0 disputed 0",
                "INV-001 Credited 1000.00 200.00 1200.00 open 0 disputed 0",
                "INV-002 Posted -1000.00 -200.00 -1200.00 open 0 disputed 0",
            ],
            _crm.Calls.SelectMany(x => x).Select(Shown)
        );
        var memo = _crm.Calls[^1][^1];
        Assert.Equal((InvoiceType.CreditNote, Firm.Reference(1)), (memo.Type, memo.Credits));
    }

    /// <summary>It lowers no invoice: what it gives back is owed to the customer.</summary>
    [Fact]
    public async Task A_memo_that_stands_alone_is_open_itself()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var card = firm.Book.Rates.Cards.Single();
        await firm.KnowAsync(
            card with
            {
                Version = card.Version + 1,
                Lines = [.. card.Lines.Select(x => x with { Rate = x.Rate - 10m })],
            }
        );
        Assert.Null(await firm.DoAsync(new RepriceWork(Later, Later)));
        await firm.DoAsync(new ApproveInvoice(Firm.Reference(2), "ada"));
        await firm.DoAsync(new RecordPosting(Firm.Reference(2), Firm.Posted(Firm.Reference(2))));

        _ = await ReadAsync(firm, Cursor.Start);

        Assert.Equal(
            [
                "INV-001 Posted 1000.00 200.00 1200.00 open 1200.00 disputed 0",
                "INV-002 Posted -100.00 -20.00 -120.00 open -120.00 disputed 0",
            ],
            _crm.Calls.SelectMany(x => x).Select(Shown)
        );
        Assert.Null(_crm.Calls[^1][^1].Credits);
    }

    [Fact]
    public async Task What_is_void_has_nothing_open()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var at = await ReadAsync(firm, Cursor.Start);
        Assert.Null(
            await firm.DoAsync(new RecordVoid(new DocumentVoided(Firm.Reference(1), 1, Later)))
        );
        _ = await ReadAsync(firm, at);

        Assert.Equal(
            "INV-001 Voided 1000.00 200.00 1200.00 open 0 disputed 0",
            Shown(Assert.Single(_crm.Calls[^1]))
        );
    }

    [Fact]
    public async Task What_was_told_is_not_told_again_without_a_change()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var at = await ReadAsync(firm, Cursor.Start);
        await firm.DoAsync(new RecordWork(Firm.Time(2, 1m)));

        _ = await ReadAsync(firm, at);

        Assert.Single(_crm.Calls);
    }

    [Fact]
    public async Task A_refused_document_is_one_exception_and_is_tried_until_it_is_taken()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        _crm.Answer = x => new DocumentRefusal(x.Reference, "no account");
        var feed = FeedOf(firm);

        var refused = Assert.Single(await PagesAsync(feed, Cursor.Start));
        var again = await PagesAsync(feed, refused.Next);
        _crm.Answer = _ => null;
        var done = Assert.Single(await PagesAsync(feed, refused.Next));

        var rejected = Assert.Single(refused.Rejected);
        Assert.Equal(("write-back.refused", "no account"), (rejected.Code, rejected.Message));
        Assert.Empty(again);
        Assert.Equal([rejected.Origin.Place], done.Begun);
        Assert.Equal(3, _crm.Calls.Count);
        Assert.Empty(await PagesAsync(feed, done.Next));
        Assert.Equal(3, _crm.Calls.Count);
    }

    [Fact]
    public async Task After_a_failure_it_is_told_all_of_it_again()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        _crm.Answer = _ => throw new ConnectorException(ConnectorFault.Transient, "busy");
        var feed = FeedOf(firm);

        await Assert.ThrowsAsync<ConnectorException>(() => PagesAsync(feed, Cursor.Start));
        _crm.Answer = _ => null;
        var page = Assert.Single(await PagesAsync(feed, Cursor.Start));

        Assert.Equal(2, _crm.Calls.Count);
        Assert.Empty(await PagesAsync(feed, page.Next));
    }

    private static Payment Payment(decimal amount, string id = "ledger/1") =>
        new(id, 1, Firm.Reference(1), new Money(amount, Firm.Gbp), Later);

    private static string Shown(DocumentStanding x) =>
        $"{x.Number} {x.State} {x.Net.Amount:0.00} {x.Tax.Amount:0.00} {x.Gross.Amount:0.00} "
        + $"open {x.Open.Amount:0.00;-0.00;0} disputed {x.Disputed.Amount:0.00;-0.00;0}";

    private DocumentFeed FeedOf(Firm firm) =>
        new(_crm, firm.Log, firm.Store, async (_, _) => await firm.FollowAsync());

    /// <summary>Reads to the end.</summary>
    /// <returns>The place after it.</returns>
    private async Task<Cursor> ReadAsync(Firm firm, Cursor after) =>
        (await PagesAsync(FeedOf(firm), after)) is [.., var last] ? last.Next : after;

    private static async Task<IReadOnlyList<Page>> PagesAsync(DocumentFeed feed, Cursor after)
    {
        var pages = new List<Page>();
        await foreach (var page in feed.ReadAsync(feed.Feeds[0], after, Cancellation))
        {
            pages.Add(page);
        }

        return pages;
    }
}
