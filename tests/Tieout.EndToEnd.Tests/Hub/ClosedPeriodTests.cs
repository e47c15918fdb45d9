namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What becomes of documents whose accounting period is closed in their ledger.</summary>
public sealed class ClosedPeriodTests
{
    private static readonly string[] Waiting =
    [
        "finance document/TO-K-1-001 21600.00 GBP",
        "finance document/TO-K-2-001 6000.00 GBP",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("first-open-day", "2026-12-01")]
    [InlineData("last-open-day", "2026-12-31")]
    public async Task Where_the_firm_says_so_a_document_counts_in_the_next_open_period(
        string policy,
        string day
    )
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await SetAsync(bench, policy);
        await CloseAsync(bench, "2026-10", "2026-11");

        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete);
        Assert.Equal((3, 0), (report.Delivered, report.Refused));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        // The German company's books are open.
        Assert.Equal(
            [
                $"TO-K-1-001 2026-10-31 {day}",
                $"TO-K-2-001 2026-10-31 {day}",
                "TO-K-3-001 2026-10-31 2026-10-31",
            ],
            await bench.AskAsync(
                "SELECT reference, invoice_date, accounting_date FROM document ORDER BY reference"
            )
        );
        Assert.Equal([], await bench.OwnedAsync("PERIOD_CLOSED"));
        Assert.Equal([], await bench.DifferencesAsync());
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
        Assert.Contains(
            await bench.AskAsync("SELECT DISTINCT entry_date FROM journal ORDER BY 1"),
            x => x.Equals(day, StringComparison.Ordinal)
        );
        var (_, shown, _) = await bench.TieoutAsync("explain", "TO-K-1-001");
        Assert.Contains(
            $"it counts there on {day}, not on its own",
            shown,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_later_open_period_it_waits_for_finance_and_nothing_is_sent()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await SetAsync(bench, "first-open-day");
        await CloseAsync(bench, "2026-10", "2026-11", "2026-12");

        await bench.RunOnceAsync();

        Assert.Equal(Waiting, await bench.OwnedAsync("PERIOD_CLOSED"));
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await bench.DocumentsAsync());
        var (_, shown, _) = await bench.TieoutAsync("exceptions", "show", "document/TO-K-1-001");
        Assert.Contains(
            "ledger takes nothing of UK on 2026-10-31: its period is closed, and no later one is open.",
            shown,
            StringComparison.Ordinal
        );

        await bench.Clerk.SetPeriodAsync("UK", "2026-11", "open", Cancellation);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("PERIOD_CLOSED"));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    private static async Task CloseAsync(HubBench bench, params IReadOnlyList<string> months)
    {
        foreach (var month in months)
        {
            await bench.Clerk.SetPeriodAsync("UK", month, "close", Cancellation);
        }
    }

    private static async Task SetAsync(HubBench bench, string policy)
    {
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            text.Replace(
                "kind: ledgerworks",
                $"kind: ledgerworks\n    closedPeriods: {policy}",
                StringComparison.Ordinal
            ),
            Cancellation
        );
    }
}
