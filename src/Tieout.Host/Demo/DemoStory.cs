using Tieout.Host.Hosting;
using Tieout.Runtime.Hub;
using Tieout.Sandbox.Firm;

namespace Tieout.Host.Demo;

/// <summary>The main job from end to end on one machine: a firm's quarter from hours to cash.</summary>
/// <remarks>
/// Every step can be cut off anywhere and begun again; the same command goes on and ends in the same
/// state. The simulated ERP runs in this process, on real HTTP and with books in its own file.
/// </remarks>
public static class DemoStory
{
    private static readonly Duration Patience = Duration.FromSeconds(60);

    internal static LocalDate FirstDay { get; } = new FirmOptions().FirstDay;

    /// <summary>Tells the story, or the rest of it, and its end.</summary>
    /// <param name="options">Which firm, and where.</param>
    /// <param name="output">Gets what a person reads.</param>
    /// <param name="progress">Watches long steps.</param>
    /// <param name="cancellationToken">Stops between steps; the same command goes on.</param>
    /// <exception cref="DemoRefusedException">The folder holds something else.</exception>
    public static async Task<DemoOutcome> RunAsync(
        DemoOptions options,
        TextWriter output,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var folder = DemoFolder.Open(options);
        var firm = new SeededFirm(
            new FirmOptions
            {
                Seed = options.Seed,
                Entries = options.Entries,
                System = DemoConfiguration.Files,
            }
        );
        await using var ledger = await DemoLedger.StartAsync(
            folder,
            options,
            firm.Waves[0].Facts,
            cancellationToken
        );
        var configuration = DemoConfiguration.Write(folder, ledger.Address, firm);
        var clock = new DemoClock(TimeProvider.System);
        clock.AdvanceTo(MorningAfter(firm.Waves[Math.Max(0, folder.State.Finished - 1)].Through));
        var surroundings = new HubSurroundings(clock, TimeProvider.System, Patience);
        await using var hub = await HubHost.StartAsync(
            configuration,
            surroundings,
            output,
            cancellationToken
        );
        await SynchroniseAsync(hub, clock, cancellationToken);
        var pages = new DemoPages(output, hub, firm, folder);
        pages.Heading(options);
        foreach (var wave in firm.Waves)
        {
            await TellAsync(wave, folder, ledger, clock, hub, progress, cancellationToken);
            await pages.WaveAsync(wave, cancellationToken);
        }
        var last = firm.Waves[^1].Through.PlusMonths(1);
        await CollectAsync(last, ledger, clock, hub, progress, cancellationToken);
        await pages.CashAsync(last, cancellationToken);
        return await new DemoEnding(output, hub, firm, folder, ledger.Address).TellAsync(
            cancellationToken
        );
    }

    /// <summary>Early the next day, when the month's exports are there.</summary>
    private static Instant MorningAfter(LocalDate day) =>
        day.PlusDays(1).At(new LocalTime(6, 0)).InUtc().ToInstant();

    /// <summary>Time goes on from the last thing that the log holds.</summary>
    private static async Task SynchroniseAsync(
        HubHost hub,
        DemoClock clock,
        CancellationToken cancellationToken
    )
    {
        var head = await hub.Store.Log.GetHeadAsync(cancellationToken);
        var last = await hub.Store.Log.ReadAllAsync(Math.Max(0, head - 1), 1, cancellationToken);
        if (last is [var newest, ..])
        {
            clock.AdvanceTo(newest.At);
        }
    }

    private static async Task TellAsync(
        FirmWave wave,
        DemoFolder folder,
        DemoLedger ledger,
        DemoClock clock,
        HubHost hub,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        if (folder.State.Finished >= wave.Number)
        {
            return;
        }
        clock.AdvanceTo(MorningAfter(wave.Through));
        ledger.PayDue(wave.Through);
        if (folder.State.Written < wave.Number)
        {
            folder.Drop(wave);
            folder.Keep(folder.State with { Written = wave.Number });
        }
        await WorkAsync(hub, progress, cancellationToken);
        folder.Keep(folder.State with { Finished = wave.Number });
    }

    private static async Task CollectAsync(
        LocalDate day,
        DemoLedger ledger,
        DemoClock clock,
        HubHost hub,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        clock.AdvanceTo(MorningAfter(day));
        ledger.PayDue(day);
        await WorkAsync(hub, progress, cancellationToken);
    }

    private static async Task WorkAsync(
        HubHost hub,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var report = await hub.RunOnceAsync(progress, cancellationToken);
        if (!report.IsComplete || report.Open > 0)
        {
            var faults = report
                .SourceFaults.Select(x => $"{x.System} {x.Feed}: {x.Message}")
                .Concat(report.TargetFaults.Select(x => $"{x.System}: {x.Message}"));
            throw new DemoRefusedException(
                $"{report.Open} documents could not be delivered. {string.Join(" ", faults)} "
                    + "Run the same command again to go on."
            );
        }
    }
}
