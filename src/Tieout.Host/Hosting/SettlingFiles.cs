using Tieout.Connectors.Files;
using Tieout.Runtime.Hub;

namespace Tieout.Host.Hosting;

/// <summary>Exports that were dropped a moment ago, and may not be complete yet.</summary>
internal static class SettlingFiles
{
    private static readonly Duration LongestWrite = Duration.FromMinutes(1);

    /// <summary>Waits until what lies in the folders now has stopped changing.</summary>
    /// <remarks>A file that goes on changing for longer than a minute is left for later.</remarks>
    public static async Task WaitAsync(
        ConnectedSystems systems,
        HubSurroundings surroundings,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        IProgress<int>? step = null;
        Instant? latest = null;
        while (List(systems) is { Files.Count: > 0 } settling)
        {
            var now = surroundings.Clock.GetCurrentInstant();
            latest ??= settling.CompleteFrom + LongestWrite;
            if (now >= latest)
            {
                return;
            }

            step ??= progress.Begin("wait for files that may still be written");
            step.Report(settling.Files.Count);
            var pause = Duration.Max(settling.CompleteFrom - now, Duration.Zero);
            // The instant has passed by the clock before the timer fires again.
            pause += Duration.FromMilliseconds(20);
            await Task.Delay(pause.ToTimeSpan(), surroundings.Time, cancellationToken);
        }
    }

    /// <summary>The files that wait for nothing else, as system and name.</summary>
    public static (IReadOnlyList<string> Files, Instant CompleteFrom) List(ConnectedSystems systems)
    {
        var files = new List<string>();
        var completeFrom = Instant.MinValue;
        foreach (var source in systems.Sources.OfType<FilesSource>())
        {
            if (ListSettling(source) is { } settling)
            {
                files.AddRange(settling.Files.Select(name => $"{source.System} {name}"));
                completeFrom = Instant.Max(completeFrom, settling.CompleteFrom);
            }
        }

        return (files, completeFrom);
    }

    private static (IReadOnlyList<string> Files, Instant CompleteFrom)? ListSettling(
        FilesSource source
    )
    {
        try
        {
            return source.ListSettling();
        }
        catch (Connect.ConnectorException)
        {
            // The round that reads the folder reports it.
            return null;
        }
    }
}
