using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests;

/// <summary>What happens to ledgers in the field.</summary>
public abstract partial class LedgerSourceConformance
{
    [Fact]
    public async Task What_becomes_readable_late_is_found_within_the_time_that_the_feed_says()
    {
        await using var bench = await NewBenchAsync();
        await PaySevenAsync(bench, TimeSpan.FromSeconds(1));
        var read = await ReadAsync(bench, Cursor.Start);
        await CauseAsync(bench, SourceTrouble.LateCommit);

        var after = await ReadAsync(bench, read[^1].Next);

        var late = bench.Prefix + "LATE";
        Assert.Contains(FactsOf(after).OfType<Payment>(), x => x.Invoice.Value == late);
        Assert.True(Payments(bench.Open()).ReadableWithin > TimeSpan.Zero);
        Assert.True(bench.Troubles > 0);
    }

    [Fact]
    public async Task A_call_too_many_is_tried_again_later_and_loses_nothing()
    {
        await using var bench = await NewBenchAsync();
        await PaySevenAsync(bench, TimeSpan.Zero);
        await CauseAsync(bench, SourceTrouble.Throttling);

        var (pages, failure) = await ReadUntilAsync(bench, Cursor.Start);

        Assert.Equal(ConnectorFault.Transient, failure?.Fault);
        Assert.Equal(1, bench.Troubles);
        pages.AddRange(await ReadAsync(bench, LastOf(pages)));
        Assert.Equal(Expected(bench), PaidIn(pages));
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_is_opened_anew()
    {
        await using var bench = await NewBenchAsync();
        await PaySevenAsync(bench, TimeSpan.Zero);
        var source = bench.Open();
        var pages = new List<Page>();
        await foreach (var page in source.ReadAsync(Payments(source), Cursor.Start, Token))
        {
            pages.Add(page);
            if (pages.Count == 1)
            {
                await CauseAsync(bench, SourceTrouble.ExpiredSession);
            }
        }

        Assert.Equal(Expected(bench), PaidIn(pages));
        Assert.Equal(1, bench.Troubles);
    }

    [Fact]
    public async Task A_field_that_nobody_told_us_of_changes_nothing()
    {
        await using var bench = await NewBenchAsync();
        await PaySevenAsync(bench, TimeSpan.Zero);
        await CauseAsync(bench, SourceTrouble.NewField);

        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(Expected(bench), PaidIn(pages));
        Assert.Empty(pages.SelectMany(x => x.Rejected));
        Assert.True(bench.Troubles > 0);
    }

    [Fact]
    public async Task A_document_of_a_kind_that_was_never_heard_of_is_told_alone()
    {
        await using var bench = await NewBenchAsync();
        await PaySevenAsync(bench, TimeSpan.Zero);
        await CauseAsync(bench, SourceTrouble.NewWord);

        var pages = await ReadAsync(bench, Cursor.Start);

        Assert.Equal(Expected(bench), PaidIn(pages));
        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.False(string.IsNullOrEmpty(rejected.Field), rejected.Message);
        Assert.Contains('.', rejected.Code);
        Assert.Empty((await ReadAsync(bench, pages[^1].Next)).SelectMany(x => x.Rejected));
    }

    [Fact]
    public async Task A_field_that_is_missing_is_named_and_nothing_untrue_is_told()
    {
        await using var bench = await NewBenchAsync();
        Assert.SkipWhen(
            bench.NeededFields.Count == 0,
            "Records are of fixed widths, and one without a field is cut."
        );
        _ = await LiveAsync(bench);
        var whole = await ReadAsync(bench, Cursor.Start);
        var (paid, voided) = (PaidIn(whole), VoidsIn(whole));
        foreach (var field in bench.NeededFields)
        {
            bench.Withhold(field);
            var (pages, failure) = await ReadUntilAsync(bench, Cursor.Start);
            await bench.RecoverAsync(Token);

            var rejected = pages.SelectMany(x => x.Rejected).ToList();
            Assert.True(failure is not null || rejected.Count > 0, $"It is read without {field}.");
            Assert.True(
                failure is null or { Fault: ConnectorFault.Contract },
                $"Without {field}: {failure}"
            );
            Assert.All(
                rejected.Select(x => x.Field ?? x.Message).Append(failure?.Message ?? field),
                x => Assert.Contains(field, x, StringComparison.OrdinalIgnoreCase)
            );
            Assert.All(PaidIn(pages), x => Assert.Equal(x.Value, paid.GetValueOrDefault(x.Key)));
            Assert.All(VoidsIn(pages), x => Assert.Contains(x, voided));

            // What failed is read on; what was rejected, once more.
            var from = rejected.Count > 0 ? Cursor.Start : LastOf(pages);
            pages.AddRange(await ReadAsync(bench, from));
            Assert.Equal(paid, PaidIn(pages));
            Assert.Equal(voided, VoidsIn(pages));
        }
    }

    private static async Task CauseAsync(ILedgerBench bench, SourceTrouble trouble) =>
        Assert.SkipUnless(
            await bench.TryCauseAsync(trouble, Token),
            $"This does not happen to the ledger: {trouble}."
        );

    /// <summary>What is read before a failure, and the failure.</summary>
    private static async Task<(List<Page> Pages, ConnectorException? Failure)> ReadUntilAsync(
        ILedgerBench bench,
        Cursor after
    )
    {
        var pages = new List<Page>();
        var source = bench.Open();
        try
        {
            await foreach (var page in source.ReadAsync(Payments(source), after, Token))
            {
                pages.Add(page);
            }

            return (pages, null);
        }
        catch (ConnectorException e)
        {
            return (pages, e);
        }
    }
}
