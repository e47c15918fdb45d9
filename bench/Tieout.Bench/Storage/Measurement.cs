using System.Diagnostics;

namespace Tieout.Bench.Storage;

/// <summary>How fast something went, and what it cost this process.</summary>
internal sealed record Measurement(int Rows, TimeSpan Elapsed, TimeSpan Processor)
{
    public double PerSecond => Rows / Elapsed.TotalSeconds;

    public double MicrosecondsEach => Processor.TotalMicroseconds / Rows;

    public static async Task<Measurement> OfAsync(int rows, Func<Task> run)
    {
        GC.Collect();
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await run();
        return new Measurement(rows, watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
    }
}
