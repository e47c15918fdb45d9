using System.Diagnostics;

namespace Tieout.Bench.Pipeline;

/// <summary>Adds up one stage over the waves, and watches the process's memory meanwhile.</summary>
internal sealed class StageMeter(string name)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private TimeSpan _elapsed;
    private TimeSpan _processor;
    private TimeSpan _collecting;
    private long _allocated;
    private long _peak;

    public string Name => name;

    public long Entries { get; set; }

    public TimeSpan? Raw { get; set; }

    public async Task MeasureAsync(Func<Task> run)
    {
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(stop.Token);
        var allocated = GC.GetTotalAllocatedBytes();
        var collecting = GC.GetTotalPauseDuration();
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.Run(run);
        _elapsed += watch.Elapsed;
        _processor += Environment.CpuUsage.TotalTime - processor;
        _collecting += GC.GetTotalPauseDuration() - collecting;
        _allocated += GC.GetTotalAllocatedBytes() - allocated;
        await stop.CancelAsync();
        await watching;
    }

    public StageResult Result() =>
        new(
            name,
            Entries,
            _elapsed.TotalSeconds,
            Raw?.TotalSeconds,
            _processor.TotalSeconds,
            _collecting.TotalSeconds,
            _allocated,
            _peak / 1048576d
        );

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            _peak = Math.Max(_peak, Environment.WorkingSet);
            await Task.Delay(Interval, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
