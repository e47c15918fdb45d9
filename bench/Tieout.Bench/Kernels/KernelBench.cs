using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Tieout.Bench.Kernels;

/// <summary>Measures the kernels of the rules, in this process.</summary>
internal static class KernelBench
{
    /// <summary>Runs all of them; results go to the screen and to <paramref name="folder"/>.</summary>
    public static void Run(string folder)
    {
        var config = ManualConfig
            .CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(new PerSliceColumn("us/slice", x => x.Mean / 1_000d))
            .AddColumn(new PerSliceColumn("B/slice", x => x.Bytes))
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithArtifactsPath(folder);
        _ = BenchmarkRunner.Run([typeof(RateResolutionBench), typeof(SlicesBench)], config);
    }
}
