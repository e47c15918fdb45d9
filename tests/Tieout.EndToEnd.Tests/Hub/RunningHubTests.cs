using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>How a hub goes on, what it says meanwhile, and how it ends.</summary>
public sealed class RunningHubTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_fails_is_told_of_once_and_once_when_it_is_back()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var inbox = Path.Combine(bench.Folder, "inbox");
        Directory.Move(inbox, inbox + "-unmounted");
        await using var hub = await bench.StartHubAsync();
        await hub.RunOnceAsync(new NoProgress(), Cancellation);
        await hub.RunOnceAsync(new NoProgress(), Cancellation);

        // All feeds of the folder in one line.
        var told = Assert.Single(bench.Warnings, IsAboutFiles);
        Assert.Contains(" customers, ", told, StringComparison.Ordinal);
        Assert.Contains(", time", told, StringComparison.Ordinal);
        Assert.Contains(" fails and is tried again later: ", told, StringComparison.Ordinal);

        Directory.Move(inbox + "-unmounted", inbox);
        await hub.RunOnceAsync(new NoProgress(), Cancellation);

        var again = bench.Warnings.Where(IsAboutFiles).Skip(1).ToList();
        Assert.EndsWith(" works again", Assert.Single(again), StringComparison.Ordinal);
    }

    /// <summary>Else "it ties out" would be said of what has not been read.</summary>
    [Fact]
    public async Task A_source_that_cannot_be_read_waits_for_somebody_until_it_can_be()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        var inbox = Path.Combine(bench.Folder, "inbox");
        Directory.Move(inbox, inbox + "-unmounted");
        var first = await bench.RunOnceAsync();
        var second = await bench.RunOnceAsync();

        // A hub that is started anew knows that it was recorded.
        Assert.Equal(first.Head, second.Head);
        Assert.Equal(["integration source/chronos"], await UnreadableAsync(bench));
        var (_, told, _) = await bench.TieoutAsync("tie-out");
        Assert.Contains(" chronos has not been readable since 20", told, StringComparison.Ordinal);
        (_, told, _) = await bench.TieoutAsync("exceptions", "show", "source/chronos");
        Assert.Contains("(and other feeds)", told, StringComparison.Ordinal);

        Directory.Move(inbox + "-unmounted", inbox);
        await bench.RunOnceAsync();

        Assert.Equal([], await UnreadableAsync(bench));
        (_, told, _) = await bench.TieoutAsync("tie-out");
        Assert.DoesNotContain("readable", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_no_longer_configured_is_not_missed()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var settings = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        const string old = "systems:\n  old: { kind: files, folder: nowhere }";
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            settings.Replace("systems:", old, StringComparison.Ordinal),
            Cancellation
        );
        await bench.RunOnceAsync();
        Assert.Equal(["integration source/old"], await UnreadableAsync(bench));

        await File.WriteAllTextAsync(bench.ConfigFile, settings, Cancellation);
        await bench.RunOnceAsync();

        Assert.Equal([], await UnreadableAsync(bench));
    }

    private static Task<IReadOnlyList<string>> UnreadableAsync(HubBench bench) =>
        bench.OwnedAsync("SOURCE_UNREADABLE");

    [Fact]
    public async Task Deliveries_have_no_source_read_before_its_time()
    {
        await using var bench = await HubBench.StartWithOctoberAsync(parallelKeys: 1);
        bench.Break("POST", "/invoices/*/post", new FaultAction.Delay(500), times: 3);
        await File.AppendAllTextAsync(bench.ConfigFile, "\npoll: 1h\n", Cancellation);
        await using var hub = await bench.StartHubAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reads = 0;
        var progress = new WatchingProgress(activity =>
            reads += activity.Equals("read chronos time", StringComparison.Ordinal) ? 1 : 0
        );

        var running = hub.RunAsync(() => { }, progress, stop.Token);
        await bench.UntilAsync("SELECT COUNT(*) FROM document WHERE status = 'posted'", "3");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_run_that_finds_more_to_do_in_each_round_ends_and_says_so()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var next = 900;
        var busy = new WatchingProgress(activity =>
        {
            if (activity.Equals("read chronos time", StringComparison.Ordinal))
            {
                bench.Drop([SmallFirm.Time(next++, "P-1", 1m)]);
            }
        });
        bench.RoundsMax = 3;
        await using var hub = await bench.StartHubAsync();

        var report = await hub.RunOnceAsync(busy, Cancellation);

        Assert.Equal(3, report.Rounds);
        Assert.False(report.IsQuiet);
        Assert.False(report.IsComplete);

        report = await hub.RunOnceAsync(new NoProgress(), Cancellation);

        Assert.True(report.IsComplete);
    }

    [Fact]
    public async Task What_cannot_be_stopped_keeps_nothing_else_open()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var hub = await bench.StartHubAsync();
        await hub.RunOnceAsync(new NoProgress(), Cancellation);
        // It cannot be stopped twice, and the store comes after it.
        await hub.Tables.DisposeAsync();

        await Assert.ThrowsAsync<AggregateException>(() => hub.DisposeAsync().AsTask());

        await using var next = await bench.StartHubAsync();
        Assert.True((await next.RunOnceAsync(new NoProgress(), Cancellation)).IsComplete);
    }

    [Fact]
    public async Task The_log_holds_what_happened_and_nothing_about_the_machine()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await bench.RunOnceAsync();

        var lines = await File.ReadAllLinesAsync(
            Path.Combine(bench.Folder, ".tieout", "hub.log"),
            Cancellation
        );

        Assert.Single(
            lines,
            x =>
                x.EndsWith(
                    "Billed through 2026-10-31: 3 documents, 0 contracts could not be billed",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(
            3,
            lines.Count(x => x.Contains("ledger holds TO-K-", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(lines, x => x.Contains("Orleans", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_that_is_refused_again_and_again_is_told_of_once()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.Clerk.SetPeriodAsync("UK", "2026-10", "close", Cancellation);
        await bench.RunOnceAsync();
        await bench.RunOnceAsync();

        Assert.Equal(
            [
                "error: ledger does not take TO-K-1-001: PERIOD_CLOSED",
                "error: ledger does not take TO-K-2-001: PERIOD_CLOSED",
            ],
            bench.Warnings.Order(StringComparer.Ordinal)
        );
    }

    private static bool IsAboutFiles(string line) =>
        line.Contains("chronos ", StringComparison.Ordinal)
        && !line.Contains("Billing", StringComparison.Ordinal);
}
