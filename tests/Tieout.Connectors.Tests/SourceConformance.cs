using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests;

/// <summary>What every source must do, whatever system it reads.</summary>
public abstract partial class SourceConformance
{
    private static readonly string[] SeventeenIds =
    [
        .. Enumerable.Range(1, 17).Select(x => x.ToString("D3", CultureInfo.InvariantCulture)),
    ];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<ISourceBench> NewBenchAsync();

    [Fact]
    public async Task Every_record_is_delivered_and_an_empty_source_ends_at_once()
    {
        await using var bench = await NewBenchAsync();
        Assert.Empty((await ReadAsync(bench, Cursor.Start)).SelectMany(x => x.Records));

        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(SeventeenIds, IdsOf(pages));
        Assert.All(pages, page => Assert.InRange(page.Records.Count, 0, bench.PageSize));
        Assert.All(pages, page => Assert.InRange(page.Next.Value.Length, 1, Cursor.LengthMax));
        Assert.True(pages.Count >= SeventeenIds.Length / bench.PageSize);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_resumed_from_any_cursor_loses_nothing_and_repeats_at_most_a_page(
        bool sharedStamp
    )
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp, Token);
        var pages = await ReadAsync(bench, Cursor.Start);

        for (var cut = 0; cut < pages.Count; cut++)
        {
            var before = IdsOf(pages.Take(cut + 1));
            var after = IdsOf(await ReadAsync(bench, pages[cut].Next));

            Assert.Equal(
                SeventeenIds,
                before.Concat(after).Distinct().Order(StringComparer.Ordinal)
            );
            Assert.InRange(before.Count + after.Count, 17, 17 + bench.PageSize);
        }
    }

    [Fact]
    public async Task The_same_cursor_is_the_same_place_for_another_reader()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: true, Token);
        var first = await FirstPageAsync(bench, Cursor.Start);

        var once = await ReadAsync(bench, first.Next);
        var again = await ReadAsync(bench, first.Next);

        Assert.Equal(IdsOf(once), IdsOf(again));
        Assert.Equal(once.Select(x => x.Next), again.Select(x => x.Next));
    }

    [Fact]
    public async Task A_bad_record_is_told_with_its_place_and_hides_no_neighbour()
    {
        await using var bench = await NewBenchAsync();
        var place = await bench.AddBrokenTimeAsync(["a", "b", "c"], ["d", "e", "f"], Token);
        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(["a", "b", "c", "d", "e", "f"], IdsOf(pages));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Contains(place, rejected.Origin.Place, StringComparison.Ordinal);
        Assert.Equal(bench.Open().System, rejected.Origin.System);
        Assert.Contains('.', rejected.Code);
        Assert.InRange(rejected.Message.Length, 1, 500);
    }

    [Fact]
    public async Task A_late_edit_is_delivered_with_a_higher_version()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        var pages = await ReadAsync(bench, Cursor.Start);
        var before = Entries(pages).First(x => IdOf(x) is "003");

        await bench.EditTimeAsync("003", Token);
        var changed = Entries(await ReadAsync(bench, pages[^1].Next)).Where(x => IdOf(x) is "003");

        var edit = changed.MaxBy(x => x.Version);
        Assert.NotNull(edit);
        Assert.Equal(Effort.OfMinutes(90), edit.Effort);
        Assert.True(edit.Version > before.Version);
    }

    [Fact]
    public async Task Wrong_settings_are_told_by_the_check()
    {
        await using var bench = await NewBenchAsync();
        await bench.Open().CheckAsync(Token);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            bench.OpenWithWrongSettings().CheckAsync(Token)
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
    }

    [Fact]
    public async Task A_read_stops_between_pages_when_it_is_cancelled()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pages = new List<Page>();
        var source = bench.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (
                var page in source.ReadAsync(Time(bench, source), Cursor.Start, stop.Token)
            )
            {
                pages.Add(page);
                await stop.CancelAsync();
            }
        });

        var rest = await ReadAsync(bench, Assert.Single(pages).Next);
        Assert.Equal(SeventeenIds, IdsOf(pages.Concat(rest)).Distinct());
    }

    [Fact]
    public async Task Acknowledging_twice_is_harmless_and_loses_nothing()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        var source = bench.Open();
        var ids = new List<string>();
        var cursor = Cursor.Start;
        for (var read = await FirstPageAsync(bench, cursor); read is not null; )
        {
            ids.AddRange(IdsOf([read]));
            cursor = read.Next;
            await source.AcknowledgeAsync(Time(bench, source), cursor, Token);
            await source.AcknowledgeAsync(Time(bench, source), cursor, Token);
            read = (await ReadAsync(bench, cursor)).FirstOrDefault();
        }

        Assert.Equal(SeventeenIds, ids.Distinct());
        await bench.AddTimeAsync(["900"], sharedStamp: false, Token);
        Assert.Contains("900", IdsOf(await ReadAsync(bench, cursor)));
    }

    [Fact]
    public async Task Master_records_are_read_while_the_time_feed_is_broken()
    {
        await using var bench = await NewBenchAsync();
        var name = await bench.BreakTimeFeedAsync(Token);
        var source = bench.Open();
        var master = source.Feeds.Single(x =>
            string.Equals(x.Name, name, StringComparison.Ordinal)
        );
        Assert.True(master.IsMasterData);

        var records = new List<SourceRecord>();
        await foreach (var page in source.ReadAsync(master, Cursor.Start, Token))
        {
            records.AddRange(page.Records);
        }

        Assert.NotEmpty(records);
    }

    private static Feed Time(ISourceBench bench, ISource source) => Named(source, bench.TimeFeed);

    private static Feed Named(ISource source, string feed) =>
        source.Feeds.Single(x => string.Equals(x.Name, feed, StringComparison.Ordinal));

    private static async Task<List<Page>> ReadAsync(
        ISourceBench bench,
        Cursor after,
        string? feed = null
    )
    {
        var source = bench.Open();
        var pages = new List<Page>();
        await foreach (
            var page in source.ReadAsync(Named(source, feed ?? bench.TimeFeed), after, Token)
        )
        {
            pages.Add(page);
        }

        return pages;
    }

    private static async Task<Page> FirstPageAsync(ISourceBench bench, Cursor after)
    {
        var source = bench.Open();
        await foreach (var page in source.ReadAsync(Time(bench, source), after, Token))
        {
            return page;
        }

        throw new Xunit.Sdk.XunitException("the source had a page to read");
    }

    private static IEnumerable<TimeEntry> Entries(IEnumerable<Page> pages) =>
        pages.SelectMany(x => x.Records).Select(x => Assert.IsType<TimeEntry>(x.Fact));

    private static List<string> IdsOf(IEnumerable<Page> pages) => [.. Entries(pages).Select(IdOf)];

    private static string IdOf(TimeEntry entry) => entry.Id.Value.Split('/')[^1];
}
