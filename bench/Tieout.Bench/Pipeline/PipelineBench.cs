using System.Globalization;
using System.Text.Json;

namespace Tieout.Bench.Pipeline;

/// <summary>Runs the pipeline at each size and prints it beside the raw limit.</summary>
internal static class PipelineBench
{
    /// <summary>Entries of each run before the first, not measured.</summary>
    private const int WarmUp = 20_000;

    /// <summary>
    /// The first has the code compiled; the second calls it often enough to have it compiled well,
    /// and the third has that done before anything is measured.
    /// </summary>
    private const int WarmUps = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
    };

    public static async Task RunAsync(
        PipelineSettings settings,
        CancellationToken cancellationToken
    )
    {
        var results = new List<RunResult>();
        for (var i = 0; i < WarmUps; i++)
        {
            _ = await RunAsync(settings, WarmUp, cancellationToken);
        }

        foreach (var entries in settings.Entries)
        {
            var result = await RunAsync(settings, entries, cancellationToken);
            results.Add(result);
            if (!settings.IsJson)
            {
                Print(result);
            }
        }

        if (settings.IsJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(results, Json));
        }
        else if (results.Count > 1)
        {
            Compare(results[0], results[^1]);
        }
    }

    private static async Task<RunResult> RunAsync(
        PipelineSettings settings,
        int entries,
        CancellationToken cancellationToken
    )
    {
        var root = settings.Path ?? Path.GetTempPath();
        var folder = Path.Combine(root, Path.GetRandomFileName());
        var inbox = Directory.CreateDirectory(Path.Combine(folder, "inbox")).FullName;
        try
        {
            await using var store = await BenchStore.OpenAsync(settings, folder, cancellationToken);
            return await new PipelineRun(settings, entries, inbox, store).RunAsync(
                cancellationToken
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(RunResult run)
    {
        Line(
            $"{run.Store}, {run.Entries:N0} entries: {run.Events:N0} events, {run.Documents:N0} documents"
        );
        Line(
            $"{"stage", -20} {"of", 10} {"per s", 10} {"raw per s", 10} {"of raw", 7} {"us", 7} {"cpu us", 7} {"gc us", 6} {"bytes", 7} {"peak MiB", 9}"
        );
        foreach (var stage in run.Stages)
        {
            Line(
                $"{stage.Name, -20} {stage.Entries, 10:N0} {stage.PerSecond, 10:N0} {stage.RawPerSecond, 10:N0} {stage.OfRaw, 7:P0} {stage.MicrosecondsEach, 7:N1} {stage.ProcessorMicrosecondsEach, 7:N1} {stage.CollectingMicrosecondsEach, 6:N1} {stage.AllocatedBytesEach, 7:N0} {stage.PeakMebibytes, 9:N0}"
            );
        }

        Line(
            $"bytes on disk an entry: log {run.LogBytesEach:N0}, read tables {run.TableBytesEach:N0}, raw {run.RawBytesEach:N0}"
        );
        foreach (var x in run.Memory)
        {
            Line(
                $"after {x.Wave}: {x.Taken, 9:N0} taken in, {x.Open, 7:N0} open, {x.Mebibytes, 4:N0} MiB live"
            );
        }

        Line($"");
    }

    /// <summary>What an entry costs in the large run against the small one; 1 is flat.</summary>
    private static void Compare(RunResult small, RunResult large)
    {
        Line(
            $"cost each at {large.Entries:N0} against {small.Entries:N0} (raw: the same of the store alone)"
        );
        foreach (var (few, many) in small.Stages.Zip(large.Stages))
        {
            var raw = many.RawSeconds / many.Entries / (few.RawSeconds / few.Entries);
            var processor = many.ProcessorMicrosecondsEach / few.ProcessorMicrosecondsEach;
            Line(
                $"{few.Name, -20} {many.MicrosecondsEach / few.MicrosecondsEach, 6:N2} cpu {processor, 6:N2} raw {raw, 6:N2} memory {many.PeakMebibytes / few.PeakMebibytes, 6:N2}"
            );
        }
    }

    private static void Line(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
