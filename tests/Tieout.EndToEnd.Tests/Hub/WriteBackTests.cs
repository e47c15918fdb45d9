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
        Assert.Equal(
            ["invoiced 16.00"],
            await bench.Hub.AskAsync(
                "SELECT stage, printf('%.2f', SUM(effort) / 360000.0) FROM slice "
                    + "WHERE engagement = 'PSA' GROUP BY stage"
            )
        );
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

    private static async Task<string> NumberAsync(PsaBench bench, string reference) =>
        Assert.Single(
            await bench.Hub.AskAsync($"SELECT number FROM document WHERE reference = '{reference}'")
        );

    private static async Task<string> HeadAsync(PsaBench bench) =>
        Assert.Single(await bench.Hub.AskAsync("SELECT done FROM progress"));
}
