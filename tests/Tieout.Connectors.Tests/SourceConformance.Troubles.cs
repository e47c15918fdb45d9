using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests;

public abstract partial class SourceConformance
{
    [Fact]
    public async Task A_lost_cursor_costs_a_second_reading_and_tells_nothing_else()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        await bench.EditTimeAsync("003", Token);

        var once = Entries(await ReadAsync(bench, Cursor.Start)).ToList();
        var again = Entries(await ReadAsync(bench, Cursor.Start)).ToList();

        Assert.Equal(Latest(once), Latest(again));
    }

    /// <summary>What is rejected is settled by the next fact of its identity, or of its place.</summary>
    [Fact]
    public async Task A_rejected_record_that_is_mended_settles_its_rejection()
    {
        await using var bench = await NewBenchAsync();
        _ = await bench.AddBrokenTimeAsync(["a"], ["b"], Token);
        var pages = await ReadAsync(bench, Cursor.Start);
        var subject = Assert.Single(pages.SelectMany(x => x.Rejected)).Subject;
        await bench.MendAsync(Token);

        var mended = await ReadAsync(bench, pages[^1].Next);

        Assert.Empty(mended.SelectMany(x => x.Rejected));
        Assert.Contains(
            mended.SelectMany(x => x.Records),
            x =>
                subject.Equals(x.Fact.Identity, StringComparison.Ordinal)
                || subject.Equals(x.Origin.Place, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_change_that_becomes_readable_late_is_found_within_the_time_that_the_feed_says()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        var last = (await ReadAsync(bench, Cursor.Start))[^1].Next;
        await CauseAsync(bench, SourceTrouble.LateCommit);

        Assert.Contains("late", IdsOf(await ReadAsync(bench, last)));
    }

    [Fact]
    public async Task A_deletion_becomes_known_as_the_feed_says()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        var pages = await ReadAsync(bench, Cursor.Start);
        var before = Entries(pages).Last(x => IdOf(x) is "003");
        var gonePages = await ReadAsync(bench, Cursor.Start, bench.GoneFeed);
        await CauseAsync(bench, SourceTrouble.Deletion);

        var after = Entries(
                await ReadAsync(
                    bench,
                    gonePages.LastOrDefault()?.Next ?? Cursor.Start,
                    bench.GoneFeed
                )
            )
            .Where(x => IdOf(x) is "003");

        var source = bench.Open();
        if (Time(bench, source).Deletions is Deletions.Unnoticed)
        {
            Assert.Empty(after);
            return;
        }

        var gone = Assert.Single(after);
        Assert.True(gone.IsDeleted);
        Assert.True(gone.Version > before.Version);
    }

    [Fact]
    public async Task A_call_too_many_is_waited_for_or_tried_again_later()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        await CauseAsync(bench, SourceTrouble.Throttling);

        try
        {
            Assert.Equal(SeventeenIds, IdsOf(await ReadAsync(bench, Cursor.Start)));
        }
        catch (ConnectorException e)
        {
            Assert.Equal(ConnectorFault.Transient, e.Fault);
            Assert.Equal(SeventeenIds, IdsOf(await ReadAsync(bench, Cursor.Start)));
        }

        Assert.Equal(1, bench.TurnedDown);
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_is_opened_anew()
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);
        var source = bench.Open();
        var ids = new List<string>();
        await foreach (var page in source.ReadAsync(Time(bench, source), Cursor.Start, Token))
        {
            ids.AddRange(IdsOf([page]));
            if (ids.Count == page.Records.Count)
            {
                await CauseAsync(bench, SourceTrouble.ExpiredSession);
            }
        }

        Assert.Equal(SeventeenIds, ids);
    }

    [Fact]
    public async Task A_field_that_nobody_told_us_of_changes_nothing()
    {
        await using var bench = await NewBenchAsync();
        await CauseAsync(bench, SourceTrouble.NewField);
        await bench.AddTimeAsync(SeventeenIds, sharedStamp: false, Token);

        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(SeventeenIds, IdsOf(pages));
        Assert.Empty(pages.SelectMany(x => x.Rejected));
    }

    [Theory]
    [InlineData(SourceTrouble.MissingField)]
    [InlineData(SourceTrouble.NewWord)]
    public async Task A_record_that_is_not_as_agreed_is_told_alone(SourceTrouble trouble)
    {
        await using var bench = await NewBenchAsync();
        await bench.AddTimeAsync(["a", "b"], sharedStamp: false, Token);
        await CauseAsync(bench, trouble);
        await bench.AddTimeAsync(["c", "d"], sharedStamp: false, Token);

        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(["a", "b", "c", "d"], IdsOf(pages));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.False(string.IsNullOrEmpty(rejected.Field), rejected.Message);
    }

    private static async Task CauseAsync(ISourceBench bench, SourceTrouble trouble) =>
        Assert.SkipUnless(
            await bench.TryCauseAsync(trouble, Token),
            $"This does not happen to the system, or not to one of its entries alone: {trouble}."
        );

    private static List<TimeEntry> Latest(IEnumerable<TimeEntry> entries) =>
        [
            .. entries
                .GroupBy(IdOf, StringComparer.Ordinal)
                .Select(x => x.MaxBy(entry => entry.Version)!)
                .OrderBy(IdOf, StringComparer.Ordinal),
        ];
}
