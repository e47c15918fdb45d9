using System.Diagnostics;
using System.Globalization;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>How fast the read tables follow; the figure is printed and has a low floor.</summary>
public sealed class FollowerSpeedTests(ITestOutputHelper output)
{
    private const int PerEngagement = 500;

    [Fact]
    public async Task The_follower_keeps_up_with_a_burst_of_recorded_work()
    {
        var isLong = Environment.GetEnvironmentVariable("TIEOUT_LONG") is not null;
        var engagements = isLong ? 400 : 40;
        await using var firm = await Firm.OpenAsync();
        for (var i = 0; i < engagements; i++)
        {
            await firm.AppendAsync(
                new StreamId(
                    Streams.EngagementCategory,
                    string.Create(CultureInfo.InvariantCulture, $"E-{i}")
                ),
                [.. Work(firm, i)]
            );
        }

        await using var follower = await ReadModelFollower.ClaimAsync(
            firm.Log,
            firm.Store,
            "test",
            CancellationToken.None
        );
        await follower.CatchUpAsync(4_000, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var events = await follower.CatchUpAsync(long.MaxValue, CancellationToken.None) - 4_000;
        var rate = events / watch.Elapsed.TotalSeconds;

        process.Refresh();
        var busy = (process.TotalProcessorTime - before).TotalMicroseconds / events;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{events} events, {rate:N0} a second, {busy:N1} microseconds of processor each"
            )
        );
        Assert.True(rate > 2_000, "The follower falls behind any busy hub.");
    }

    private static IEnumerable<NewEvent> Work(Firm firm, int engagement)
    {
        var state = firm.State;
        if (
            new RecordContract(Firm.Contract()).Decide(state, firm.Book)
            is Decision<EngagementEvent>.Accepted contract
        )
        {
            state = state.EvolveAll(contract.Events);
            foreach (var e in contract.Events)
            {
                yield return EventCodec.Encode(e);
            }
        }

        for (var i = 0; i < PerEngagement; i++)
        {
            var work = Firm.Time((engagement * PerEngagement) + i, 1.25m);
            if (
                new RecordWork(work).Decide(state, firm.Book)
                is Decision<EngagementEvent>.Accepted accepted
            )
            {
                yield return EventCodec.Encode(accepted.Events[0]);
            }
        }
    }
}
