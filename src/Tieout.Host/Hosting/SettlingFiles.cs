using Tieout.Connectors.Files;
using Tieout.Runtime.Hub;

namespace Tieout.Host.Hosting;

/// <summary>Exports that lie in the folders: they may not be complete yet, or never be read.</summary>
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
        while (List(systems) is { Files: > 0 } settling)
        {
            var now = surroundings.Clock.GetCurrentInstant();
            latest ??= settling.CompleteFrom + LongestWrite;
            if (now >= latest)
            {
                return;
            }

            step ??= progress.Begin("wait for files that may still be written");
            step.Report(settling.Files);
            var pause = Duration.Max(settling.CompleteFrom - now, Duration.Zero);
            // The instant has passed by the clock before the timer fires again.
            pause += Duration.FromMilliseconds(20);
            await Task.Delay(pause.ToTimeSpan(), surroundings.Time, cancellationToken);
        }
    }

    /// <summary>All that is left in the folders, and why.</summary>
    public static IReadOnlyList<FileNotRead> ListNotRead(ConnectedSystems systems) =>
        [
            .. systems
                .Sources.OfType<FilesSource>()
                .SelectMany(source =>
                    (Ask(source, x => x.ListWaiting()) ?? []).Select(file => new FileNotRead(
                        source.System,
                        file.Name,
                        file.Reason
                    ))
                ),
        ];

    /// <summary>The files that wait for nothing else.</summary>
    private static (int Files, Instant CompleteFrom) List(ConnectedSystems systems)
    {
        var files = 0;
        var completeFrom = Instant.MinValue;
        foreach (var source in systems.Sources.OfType<FilesSource>())
        {
            if (Ask(source, x => x.ListSettling()) is { } settling)
            {
                files += settling.Files.Count;
                completeFrom = Instant.Max(completeFrom, settling.CompleteFrom);
            }
        }

        return (files, completeFrom);
    }

    private static T? Ask<T>(FilesSource source, Func<FilesSource, T?> question)
    {
        try
        {
            return question(source);
        }
        catch (Connect.ConnectorException)
        {
            // The round that reads the folder reports it.
            return default;
        }
    }
}
