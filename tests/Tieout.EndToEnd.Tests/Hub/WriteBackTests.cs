using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A source is told which of its work is invoiced, and that it no longer is.</summary>
public sealed class WriteBackTests
{
    [Fact]
    public async Task What_is_posted_is_marked_once_and_its_mark_changes_nothing()
    {
        await using var bench = await PsaBench.StartAsync();

        var report = await bench.Hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        Assert.Equal($"true {await NumberAsync(bench, "TO-PSA-001")}", await bench.SplitAsync());
        bench.Settle();
        _ = await bench.Hub.RunOnceAsync();
        // The mark came back as billed in PSA: it is the hub's own billing, and nothing is corrected.
        Assert.Equal(["invoiced 16.00"], await StagesAsync(bench));
        Assert.Equal([], await bench.Hub.DifferencesAsync());
        var head = await HeadAsync(bench);
        _ = await bench.Hub.RunOnceAsync();
        Assert.Equal(head, await HeadAsync(bench));
    }

    [Fact]
    public async Task A_source_that_fails_is_told_later_and_holds_nothing_up()
    {
        await using var bench = await PsaBench.StartAsync();
        bench.Break("PATCH", "/services/data/*/composite/sobjects", new FaultAction.Status(503));

        var report = await bench.Hub.RunOnceAsync();

        Assert.Equal(["psa invoiced"], report.SourceFaults.Select(x => $"{x.System} {x.Feed}"));
        Assert.NotEmpty(await NumberAsync(bench, "TO-PSA-001"));
        Assert.Equal("false", await bench.SplitAsync());

        bench.Mend();
        report = await bench.Hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        Assert.Equal($"true {await NumberAsync(bench, "TO-PSA-001")}", await bench.SplitAsync());
    }

    [Fact]
    public async Task A_mark_that_cannot_be_taken_back_is_an_exception_until_the_work_is_invoiced_again()
    {
        await using var bench = await PsaBench.StartAsync();
        _ = await bench.Hub.RunOnceAsync();
        var first = await NumberAsync(bench, "TO-PSA-001");
        await bench.Hub.VoidAsync("TO-PSA-001");

        _ = await bench.Hub.RunOnceAsync();
        _ = await bench.Hub.RunOnceAsync();

        var waiting = Assert.Single(await bench.Hub.OwnedAsync("write-back.refused"));
        Assert.Contains(" rejected/", waiting, StringComparison.Ordinal);
        Assert.Equal($"true {first}", await bench.SplitAsync());

        // What is void is billed by the next run, and PSA takes the number of its new invoice.
        bench.Hub.Today = new LocalDate(2026, 12, 2);
        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal($"true {await NumberAsync(bench, "TO-PSA-002")}", await bench.SplitAsync());
        Assert.Equal([], await bench.Hub.OwnedAsync("write-back.refused"));
    }

    /// <summary>The week from 26 October has a split for each of its months, and November is not billed yet.</summary>
    [Fact]
    public async Task A_refusal_beside_a_neighbour_leaves_the_hub_quiet()
    {
        await using var bench = await PsaBench.StartAsync("2026-10-26");
        _ = await bench.Hub.RunOnceAsync();
        var number = await NumberAsync(bench, "TO-PSA-001");
        Assert.Equal($"true {number}, false", await bench.SplitAsync());
        await bench.Hub.VoidAsync("TO-PSA-001");

        var report = await bench.Hub.RunOnceAsync();

        Assert.True(report.IsQuiet);
        Assert.Single(await bench.Hub.OwnedAsync("write-back.refused"));
        var head = await HeadAsync(bench);
        report = await bench.Hub.RunOnceAsync();
        Assert.True(report.IsQuiet);
        Assert.Equal(head, await HeadAsync(bench));
    }

    [Fact]
    public async Task A_day_that_is_added_to_a_marked_week_is_billed()
    {
        await using var bench = await PsaBench.StartAsync();
        _ = await bench.Hub.RunOnceAsync();
        bench.Settle();
        await bench.LogAsync("Wednesday", 4);

        _ = await bench.Hub.RunOnceAsync();

        // PSA locks the date of a marked split, so the mark stays; the day is no less to be billed for that.
        Assert.Equal(["invoiced 16.00", "ready 4.00"], await StagesAsync(bench));
        Assert.Single(await bench.Hub.OwnedAsync("write-back.refused"));
        bench.Hub.Today = new LocalDate(2026, 12, 2);
        _ = await bench.Hub.RunOnceAsync();
        Assert.Equal($"true {await NumberAsync(bench, "TO-PSA-002")}", await bench.SplitAsync());
        Assert.Equal([], await bench.Hub.OwnedAsync("write-back.refused"));
    }

    [Fact]
    public async Task A_number_of_another_on_a_marked_week_is_told_and_nothing_is_billed_twice()
    {
        await using var bench = await PsaBench.StartAsync();
        _ = await bench.Hub.RunOnceAsync();
        await bench.RenumberAsync("OLD-7");

        _ = await bench.Hub.RunOnceAsync();
        bench.Hub.Today = new LocalDate(2026, 12, 2);
        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal(
            ["invoice posted"],
            await bench.Hub.AskAsync(
                "SELECT type || ' ' || status FROM document WHERE engagement = 'PSA'"
            )
        );
        Assert.Equal(["invoiced 16.00"], await StagesAsync(bench));
        Assert.Single(await bench.Hub.OwnedAsync("write-back.refused"));
        Assert.Equal("true OLD-7", await bench.SplitAsync());

        await bench.RenumberAsync(await NumberAsync(bench, "TO-PSA-001"));
        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal([], await bench.Hub.OwnedAsync("write-back.refused"));
    }

    /// <summary>PSA is right about whose invoice it is, whether its number came before the void or after it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_has_billed_is_not_billed_again_once_the_hubs_invoice_is_void(
        bool isNumberFirst
    )
    {
        await using var bench = await PsaBench.StartAsync();
        _ = await bench.Hub.RunOnceAsync();
        for (var step = 0; step < 2; step++)
        {
            if (step == 0 == isNumberFirst)
            {
                await bench.RenumberAsync("OLD-7");
            }
            else
            {
                await bench.Hub.VoidAsync("TO-PSA-001");
            }

            _ = await bench.Hub.RunOnceAsync();
        }

        bench.Hub.Today = new LocalDate(2026, 12, 2);
        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal(
            ["TO-PSA-001 voided"],
            await bench.Hub.AskAsync(
                "SELECT reference || ' ' || status FROM document WHERE engagement = 'PSA'"
            )
        );
        Assert.Equal(["non-billable 16.00"], await StagesAsync(bench));
        Assert.Equal([], await bench.Hub.OwnedAsync("write-back.refused"));
        Assert.Equal("true OLD-7", await bench.SplitAsync());
        var work = Assert.Single(
            await bench.Hub.AskAsync("SELECT MIN(work) FROM slice WHERE engagement = 'PSA'")
        );
        var (_, told, _) = await bench.Hub.TieoutAsync("explain", work);
        Assert.Contains("billed on OLD-7, says its source", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_off_leaves_its_week_invoiced_without_a_posting()
    {
        await using var bench = await PsaBench.StartAsync();
        _ = await bench.Hub.RunOnceAsync();
        bench.Settle();
        await bench.LogAsync("Wednesday", 4);
        _ = await bench.Hub.RunOnceAsync();
        Assert.Single(await bench.Hub.OwnedAsync("write-back.refused"));
        var open = Assert.Single(
            await bench.Hub.AskAsync(
                "SELECT work FROM slice WHERE engagement = 'PSA' AND stage = 'ready'"
            )
        );

        var (code, _, errors) = await bench.Hub.TieoutAsync(
            "work",
            "write-off",
            "PSA",
            open,
            "--because",
            "goodwill",
            "--by",
            "anna"
        );
        Assert.True(code == 0, errors);
        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal($"true {await NumberAsync(bench, "TO-PSA-001")}", await bench.SplitAsync());
        Assert.Equal([], await bench.Hub.OwnedAsync("write-back.refused"));
    }

    private static Task<IReadOnlyList<string>> StagesAsync(PsaBench bench) =>
        bench.Hub.AskAsync(
            "SELECT stage, printf('%.2f', SUM(effort) / 360000.0) FROM slice "
                + "WHERE engagement = 'PSA' GROUP BY stage ORDER BY stage"
        );

    private static async Task<string> NumberAsync(PsaBench bench, string reference) =>
        Assert.Single(
            await bench.Hub.AskAsync($"SELECT number FROM document WHERE reference = '{reference}'")
        );

    private static async Task<string> HeadAsync(PsaBench bench) =>
        Assert.Single(await bench.Hub.AskAsync("SELECT done FROM progress"));
}
