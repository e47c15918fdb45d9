namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What PSA has begun to bill itself waits for the outcome, and is billed once.</summary>
public sealed class BillingEventTests
{
    [Fact]
    public async Task What_stands_on_an_event_waits_until_the_event_is_invoiced()
    {
        await using var bench = await PsaBench.StartAsync();
        var name = await bench.PutOnEventAsync();

        _ = await bench.Hub.RunOnceAsync();

        var work = Assert.Single(await WorkAsync(bench));
        Assert.Equal(["blocked 16.00"], await StagesAsync(bench));
        Assert.Equal(2, (await bench.Hub.OwnedAsync("ON_BILLING_EVENT")).Count);
        var (_, told, _) = await bench.Hub.TieoutAsync("explain", work);
        Assert.Contains($"the PSA has it on {name}, which is not", told, StringComparison.Ordinal);

        await bench.InvoiceEventAsync("PSA-77");
        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal(["non-billable 16.00"], await StagesAsync(bench));
        Assert.Equal([], await bench.Hub.OwnedAsync("ON_BILLING_EVENT"));
        (_, told, _) = await bench.Hub.TieoutAsync("explain", work);
        Assert.Contains("billed on PSA-77, says its source", told, StringComparison.Ordinal);
        Assert.Equal([], await bench.Hub.DifferencesAsync());
    }

    [Fact]
    public async Task What_is_taken_off_its_event_is_billed()
    {
        await using var bench = await PsaBench.StartAsync();
        _ = await bench.PutOnEventAsync();
        _ = await bench.Hub.RunOnceAsync();
        await bench.ClearEventAsync();
        bench.Hub.Today = new LocalDate(2026, 12, 2);

        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal(["invoiced 16.00"], await StagesAsync(bench));
        Assert.Equal([], await bench.Hub.OwnedAsync("ON_BILLING_EVENT"));
    }

    [Fact]
    public async Task What_the_hub_has_posted_stands_when_PSA_puts_it_on_an_event()
    {
        await using var bench = await PsaBench.StartAsync();
        bench.Break(
            "PATCH",
            "/services/data/*/composite/sobjects",
            new Sandbox.Faults.FaultAction.Status(503)
        );
        _ = await bench.Hub.RunOnceAsync();
        bench.Mend();
        _ = await bench.PutOnEventAsync();

        _ = await bench.Hub.RunOnceAsync();

        Assert.Equal(["invoiced 16.00"], await StagesAsync(bench));
        Assert.Equal([], await bench.Hub.OwnedAsync("ON_BILLING_EVENT"));
        Assert.Equal([], await bench.Hub.OwnedAsync("CORRECTION_PENDING"));
    }

    private static Task<IReadOnlyList<string>> WorkAsync(PsaBench bench) =>
        bench.Hub.AskAsync("SELECT MIN(work) FROM slice WHERE engagement = 'PSA'");

    private static Task<IReadOnlyList<string>> StagesAsync(PsaBench bench) =>
        bench.Hub.AskAsync(
            "SELECT stage, printf('%.2f', SUM(effort) / 360000.0) FROM slice "
                + "WHERE engagement = 'PSA' GROUP BY stage ORDER BY stage"
        );
}
