using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests;

/// <summary>What every source of payments and voids must do, whatever ledger it reads.</summary>
/// <remarks>
/// Some ledgers tell each payment, others what was paid on an invoice so far. What counts is the same:
/// of each identity the newest version, and the sum of them by invoice.
/// </remarks>
public abstract partial class LedgerSourceConformance
{
    private static readonly string[] Seven = ["1", "2", "3", "4", "5", "6", "7"];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<ILedgerBench> NewBenchAsync();

    [Fact]
    public async Task An_empty_ledger_tells_nothing_and_every_payment_is_told()
    {
        await using var bench = await NewBenchAsync();
        Assert.Empty(FactsOf(await ReadAsync(bench, Cursor.Start)));
        await PaySevenAsync(bench, TimeSpan.FromMinutes(1));

        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(Expected(bench), PaidIn(pages));
        Assert.Empty(pages.SelectMany(x => x.Rejected));
        Assert.All(pages, x => Assert.InRange(x.Records.Count, 0, bench.PageSize));
        Assert.All(pages, x => Assert.InRange(x.Next.Value.Length, 1, Cursor.LengthMax));
        Assert.All(pages.SelectMany(x => x.Records), x => Assert.NotEmpty(x.Origin.Place));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(60_000)]
    public async Task A_read_resumed_from_any_cursor_loses_no_payment_however_close_they_are(
        int milliseconds
    )
    {
        await using var bench = await NewBenchAsync();
        await PaySevenAsync(bench, TimeSpan.FromMilliseconds(milliseconds));
        var pages = await ReadAsync(bench, Cursor.Start);

        for (var cut = 0; cut < pages.Count; cut++)
        {
            var rest = await ReadAsync(bench, pages[cut].Next);
            Assert.Equal(Expected(bench), PaidIn([.. pages.Take(cut + 1), .. rest]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    public async Task A_payment_that_follows_a_reading_at_once_is_found(int milliseconds)
    {
        await using var bench = await NewBenchAsync();
        var pages = new List<Page>();
        foreach (var (i, suffix) in Seven.Index())
        {
            var reference = bench.Prefix + suffix;
            await bench.PostAsync(reference, Token);
            pages.AddRange(await ReadAsync(bench, LastOf(pages)));
            bench.Pass(TimeSpan.FromMilliseconds(milliseconds));
            await bench.PayAsync(reference, i + 1m, Token);

            pages.AddRange(await ReadAsync(bench, LastOf(pages)));

            Assert.Equal(i + 1m, PaidIn(pages).GetValueOrDefault(reference));
        }

        Assert.Empty(FactsOf(await ReadAsync(bench, LastOf(pages))));
    }

    [Fact]
    public async Task A_lost_cursor_costs_a_second_reading_and_tells_nothing_else()
    {
        await using var bench = await NewBenchAsync();
        var pages = await LiveAsync(bench);

        var again = await ReadAsync(bench, Cursor.Start);
        var resumed = await ReadAsync(bench, again[0].Next);

        Assert.Equal(PaidIn(pages), PaidIn(again));
        Assert.Equal(VoidsIn(pages), VoidsIn(again));
        Assert.Equal(PaidIn(pages), PaidIn([again[0], .. resumed]));
        Assert.Equal(VoidsIn(pages), VoidsIn([again[0], .. resumed]));
    }

    [Fact]
    public async Task What_is_paid_later_comes_as_well_and_newer()
    {
        await using var bench = await NewBenchAsync();
        var reference = bench.Prefix + "1";
        await bench.PostAsync(reference, Token);
        await bench.PayAsync(reference, 10m, Token);
        var first = await ReadAsync(bench, Cursor.Start);
        Assert.Equal(10m, PaidIn(first)[reference]);

        bench.Pass(TimeSpan.FromDays(3));
        await bench.PayAsync(reference, 20.05m, Token);
        var second = await ReadAsync(bench, first[^1].Next);

        Assert.Equal(30.05m, PaidIn([.. first, .. second])[reference]);
        var before = NewestOf(first).ToDictionary(x => x.Identity, StringComparer.Ordinal);
        Assert.All(
            FactsOf(second).Where(x => before.ContainsKey(x.Identity)),
            x => Assert.True(x == before[x.Identity] || x.Version > before[x.Identity].Version)
        );
    }

    [Fact]
    public async Task What_was_paid_and_taken_back_is_paid_no_more()
    {
        await using var bench = await NewBenchAsync();
        var reference = bench.Prefix + "1";
        await bench.PostAsync(reference, Token);
        await bench.PayAsync(reference, 50m, Token);
        var first = await ReadAsync(bench, Cursor.Start);
        bench.Pass(TimeSpan.FromDays(3));
        Assert.SkipUnless(
            await bench.TryTakeBackAsync(reference, Token),
            "The ledger does not tell of what is paid back."
        );

        var second = await ReadAsync(bench, first[^1].Next);

        Assert.Equal(50m, PaidIn(first)[reference]);
        Assert.Empty(PaidIn([.. first, .. second]));
    }

    [Fact]
    public async Task A_document_that_is_cancelled_becomes_known_as_the_feed_says()
    {
        await using var bench = await NewBenchAsync();
        await bench.PostAsync(bench.Prefix + "1", Token);
        await bench.PostAsync(bench.Prefix + "2", Token);
        var before = await ReadAsync(bench, Cursor.Start);
        bench.Pass(TimeSpan.FromDays(3));
        await bench.VoidAsync(bench.Prefix + "1", Token);

        var after = await ReadAsync(bench, LastOf(before));

        var feed = Payments(bench.Open());
        Assert.Equal(
            feed.Deletions is Deletions.Unnoticed ? [] : [bench.Prefix + "1"],
            VoidsIn(after)
        );
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
        await PaySevenAsync(bench, TimeSpan.Zero);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pages = new List<Page>();
        var source = bench.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in source.ReadAsync(Payments(source), Cursor.Start, stop.Token))
            {
                pages.Add(page);
                await stop.CancelAsync();
            }
        });

        var rest = await ReadAsync(bench, Assert.Single(pages).Next);
        Assert.Equal(Expected(bench), PaidIn([.. pages, .. rest]));
    }

    /// <summary>What a ledger lives through, read after each step.</summary>
    private static async Task<List<Page>> LiveAsync(ILedgerBench bench)
    {
        var pages = new List<Page>();
        foreach (var suffix in (string[])["1", "2", "3", "4"])
        {
            await bench.PostAsync(bench.Prefix + suffix, Token);
        }

        await bench.PayAsync(bench.Prefix + "1", 10m, Token);
        await bench.PayAsync(bench.Prefix + "4", 7m, Token);
        pages.AddRange(await ReadAsync(bench, Cursor.Start));
        bench.Pass(TimeSpan.FromMinutes(1));
        await bench.PayAsync(bench.Prefix + "1", 5.05m, Token);
        await bench.PayAsync(bench.Prefix + "2", 120m, Token);
        pages.AddRange(await ReadAsync(bench, LastOf(pages)));
        bench.Pass(TimeSpan.FromMinutes(1));
        await bench.VoidAsync(bench.Prefix + "3", Token);
        _ = await bench.TryTakeBackAsync(bench.Prefix + "4", Token);
        pages.AddRange(await ReadAsync(bench, LastOf(pages)));
        return pages;
    }

    private static async Task PaySevenAsync(ILedgerBench bench, TimeSpan apart)
    {
        foreach (var (i, suffix) in Seven.Index())
        {
            bench.Pass(apart);
            await bench.PostAsync(bench.Prefix + suffix, Token);
            await bench.PayAsync(bench.Prefix + suffix, i + 1m, Token);
        }
    }

    private static SortedDictionary<string, decimal> Expected(ILedgerBench bench) =>
        new(
            Seven.Index().ToDictionary(x => bench.Prefix + x.Item, x => x.Index + 1m),
            StringComparer.Ordinal
        );

    private static Cursor LastOf(List<Page> pages) =>
        pages.Count == 0 ? Cursor.Start : pages[^1].Next;

    private static IEnumerable<CanonicalFact> FactsOf(IEnumerable<Page> pages) =>
        pages.SelectMany(x => x.Records).Select(x => x.Fact);

    private static IEnumerable<CanonicalFact> NewestOf(IEnumerable<Page> pages) =>
        FactsOf(pages)
            .GroupBy(x => x.Identity, StringComparer.Ordinal)
            .Select(x => x.MaxBy(fact => fact.Version)!);

    /// <summary>What was paid on each invoice, where something was.</summary>
    private static SortedDictionary<string, decimal> PaidIn(IEnumerable<Page> pages) =>
        new(
            NewestOf(pages)
                .OfType<Payment>()
                .GroupBy(x => x.Invoice.Value, StringComparer.Ordinal)
                .Select(x => (x.Key, Paid: x.Sum(payment => payment.Amount.Amount)))
                .Where(x => x.Paid != 0m)
                .ToDictionary(x => x.Key, x => x.Paid, StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    private static List<string> VoidsIn(IEnumerable<Page> pages) =>
        [
            .. NewestOf(pages)
                .OfType<DocumentVoided>()
                .Select(x => x.Invoice.Value)
                .Order(StringComparer.Ordinal),
        ];

    private static Feed Payments(ISource source) =>
        source.Feeds.Single(x => x.Name.Equals("payments", StringComparison.Ordinal));

    private static async Task<List<Page>> ReadAsync(ILedgerBench bench, Cursor after)
    {
        var pages = new List<Page>();
        var source = bench.Open();
        await foreach (var page in source.ReadAsync(Payments(source), after, Token))
        {
            pages.Add(page);
        }

        return pages;
    }
}
