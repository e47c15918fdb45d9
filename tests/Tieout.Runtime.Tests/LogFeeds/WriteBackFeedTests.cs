using Tieout.Connect;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.LogFeeds;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.LogFeeds;

/// <summary>What is told of posted documents, what is kept of refusals, and where a reading ends.</summary>
public sealed class WriteBackFeedTests
{
    private static readonly Cursor Start = new(string.Empty);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_posted_is_told_once_with_its_number()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var source = new ToldSource();
        var feed = FeedOf(source, firm);

        var pages = await ReadAsync(feed, Start);
        var again = await ReadAsync(feed, pages[^1].Next);

        var told = Assert.Single(Assert.Single(source.Calls));
        Assert.Equal(new PostedInvoice("INV-001", new LocalDate(2026, 10, 31)), told.Invoice);
        Assert.Equal(["INV-001"], told.Numbers);
        Assert.False(told.IsOpen);
        Assert.Empty(again);
    }

    [Fact]
    public async Task Work_that_stands_on_nothing_posted_is_not_told()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.DoAsync(new RecordContract(Firm.Contract()));
        await firm.DoAsync(new RecordWork(Firm.Time(1, 10m)));
        var source = new ToldSource();

        Assert.Empty(await ReadAsync(FeedOf(source, firm), Start));
        Assert.Empty(source.Calls);
    }

    [Fact]
    public async Task A_record_that_is_held_for_the_moment_is_tried_again_and_is_no_exception()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var source = new ToldSource { Answer = x => ToldSource.Refuse(x, isTransient: true) };
        var feed = FeedOf(source, firm);

        var first = Assert.Single(await ReadAsync(feed, Start));
        Assert.Empty(await ReadAsync(feed, first.Next));
        source.Answer = _ => null;
        var done = Assert.Single(await ReadAsync(feed, first.Next));

        Assert.Equal(3, source.Calls.Count);
        Assert.Empty(first.Rejected);
        Assert.Equal(["1"], done.Begun);
        Assert.Empty(await ReadAsync(feed, done.Next));
        Assert.Equal(3, source.Calls.Count);
    }

    [Fact]
    public async Task A_record_that_is_held_and_then_refused_is_an_exception()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var source = new ToldSource { Answer = x => ToldSource.Refuse(x, isTransient: true) };
        var feed = FeedOf(source, firm);
        var held = Assert.Single(await ReadAsync(feed, Start));
        source.Answer = x => ToldSource.Refuse(x);

        var refused = Assert.Single(await ReadAsync(feed, held.Next));

        var rejected = Assert.Single(refused.Rejected);
        Assert.Equal(("write-back.refused", "is locked"), (rejected.Code, rejected.Message));
        // It is told once, however often it is tried.
        Assert.Empty(await ReadAsync(feed, refused.Next));
        Assert.Equal(3, source.Calls.Count);
    }

    [Fact]
    public async Task What_the_source_no_longer_marks_is_not_tried_again()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var source = new ToldSource { Answer = x => ToldSource.Refuse(x) };
        var feed = FeedOf(source, firm);
        var refused = Assert.Single(await ReadAsync(feed, Start));
        source.IsMarking = false;

        var dropped = Assert.Single(await ReadAsync(feed, refused.Next));

        Assert.Equal(["1"], dropped.Begun);
        Assert.Empty(await ReadAsync(feed, dropped.Next));
        Assert.Single(source.Calls);
    }

    [Fact]
    public async Task With_a_thousand_refused_records_nothing_more_is_told_before_some_are_mended()
    {
        const int records = 1_450;
        await using var firm = await Firm.OpenAsync();
        await firm.DoAsync(new RecordContract(Firm.Contract()));
        for (var i = 1; i <= records; i++)
        {
            await firm.DoAsync(new RecordWork(Firm.Time(i, 1m)));
        }

        await firm.PostAsync();
        var source = new ToldSource { Answer = x => ToldSource.Refuse(x) };
        var feed = FeedOf(source, firm);
        var pages = new List<Page>();

        var stopped = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadAsync(feed, Start, pages)
        );

        Assert.Equal(ConnectorFault.Settings, stopped.Fault);
        Assert.StartsWith(
            "chronos has refused 1000 records",
            stopped.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(1_000, pages.SelectMany(x => x.Rejected).Count());

        source.Answer = _ => null;
        var mended = await ReadAsync(feed, pages[^1].Next);

        Assert.Equal(1_000, mended.SelectMany(x => x.Begun).Distinct().Count());
        Assert.Equal(records, source.Calls.SelectMany(x => x).DistinctBy(x => x.Work).Count());
        Assert.Empty(await ReadAsync(feed, mended[^1].Next));
    }

    private static WriteBackFeed FeedOf(ToldSource source, Firm firm) =>
        new(source, firm.Log, firm.Store, async (_, _) => await firm.FollowAsync());

    private static async Task<IReadOnlyList<Page>> ReadAsync(
        WriteBackFeed feed,
        Cursor after,
        List<Page>? into = null
    )
    {
        var pages = into ?? [];
        await foreach (var page in feed.ReadAsync(feed.Feeds[0], after, Cancellation))
        {
            pages.Add(page);
        }

        return pages;
    }
}
