using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>The hub's process is killed again and again, wherever it happens to be.</summary>
[Collection("Tryton")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Seed = 20_261;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan EventMax = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Kills => LongRuns.Or(200, 20);

    /// <summary>
    /// Each wave is new time and a billing run; a hub that has finished gets the next wave, until
    /// it has been killed often enough. It is not known beforehand how many waves that takes.
    /// </summary>
    [Fact]
    public async Task A_hub_that_is_killed_again_and_again_bills_every_minute_exactly_once()
    {
        await using var hub = await TrytonHub.StartAsync();
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        hub.Runs.Clear();
        hub.Runs.Add((TrytonFirm.Months[0].ToDateInterval().End, InvoiceDate(0)));
        hub.WriteConfiguration();
        var random = new Random(Seed);
        var killed = new Dictionary<Moment, int>();
        for (var wave = 1; killed.Values.Sum() < Kills; )
        {
            var moment = (Moment)(random.Next(Enum.GetValues<Moment>().Length));
            if (await RunUntilKilledAsync(hub, moment, random))
            {
                killed[moment] = killed.GetValueOrDefault(moment) + 1;
            }
            else
            {
                await AddWaveAsync(hub, wave++);
            }
        }

        await FinishAsync(hub);

        output.WriteLine(string.Join(", ", killed.Select(x => $"{x.Key} {x.Value}")));
        Assert.Empty(
            await hub.AskAsync(
                "SELECT reference, block_reason, block_message FROM document "
                    + "WHERE block_reason IS NOT NULL"
            )
        );
        await Agreement.HoldsAsync(hub);
    }

    /// <summary>When the process is killed, counted from its start.</summary>
    private enum Moment
    {
        /// <summary>While it starts, or shortly after.</summary>
        AnyTime,

        /// <summary>After it has written to its log; intake, a billing run, a lane.</summary>
        AfterAnEvent,

        /// <summary>After it has begun to write a document to Tryton.</summary>
        AfterAnAttempt,
    }

    private static async Task<bool> RunUntilKilledAsync(TrytonHub hub, Moment moment, Random random)
    {
        var question =
            moment is Moment.AfterAnAttempt
                ? "SELECT COALESCE(SUM(attempts), 0) FROM delivery"
                : "SELECT done FROM progress WHERE id = 1";
        var before = await TryAskAsync(hub, question);
        using var process = hub.StartProcess();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var ended = process.WaitForExitAsync(Cancel);
        if (moment is not Moment.AnyTime)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (
                !ended.IsCompleted
                && TimeProvider.System.GetElapsedTime(began) < EventMax
                && (await TryAskAsync(hub, question)).Equals(before, StringComparison.Ordinal)
            )
            {
                await Task.WhenAny(ended, Task.Delay(Glance, Cancel));
            }
        }

        var most = moment is Moment.AnyTime ? 4_000 : 400;
        await Task.WhenAny(ended, Task.Delay(random.Next(most), Cancel));
        var isKilled = !process.HasExited;
        process.Kill();
        await ended;
        Assert.True(
            isKilled || process.ExitCode is 0 or 137,
            $"exit code {process.ExitCode}: {await output} {await errors}"
        );
        return process.ExitCode != 0;
    }

    /// <summary>Fifteen lines on the wave's day of the second month, and a run through that day.</summary>
    private static async Task AddWaveAsync(TrytonHub hub, int wave)
    {
        var day = TrytonFirm.Months[1].OnDayOfMonth(1).PlusDays(wave - 1);
        Assert.True(day.ToYearMonth() == TrytonFirm.Months[1], "The waves are used up.");
        var lines = Enumerable.Range(0, 15).Select(x => hub.Firm.Line((wave * 15) + x, day));
        _ = await hub.Bench.AddLinesAsync(lines, Cancel);
        hub.Runs.Add((day, InvoiceDate(wave)));
        hub.WriteConfiguration();
    }

    private static async Task FinishAsync(TrytonHub hub)
    {
        hub.Runs.Add((TrytonFirm.Months[1].ToDateInterval().End, InvoiceDate(31)));
        hub.WriteConfiguration();
        using var process = hub.StartProcess();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, $"{process.ExitCode}: {await output} {await errors}");
    }

    private static LocalDate InvoiceDate(int wave) =>
        wave == 0
            ? TrytonFirm.Months[0].ToDateInterval().End
            : LocalDate.Min(
                TrytonFirm.Months[1].OnDayOfMonth(1).PlusDays(wave - 1),
                TrytonFirm.Months[1].ToDateInterval().End
            );

    private static async Task<string> TryAskAsync(TrytonHub hub, string question)
    {
        try
        {
            return (await hub.AskAsync(question))[0];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or FileNotFoundException)
        {
            // The first process has not made the tables yet.
            return string.Empty;
        }
    }
}
