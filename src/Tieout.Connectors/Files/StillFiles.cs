using System.Collections.Concurrent;
using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files;

/// <summary>Knows since when each file has not changed, by what was seen of it.</summary>
/// <remarks>
/// A file's own time counts where it lies in the past at first sight. From then on only looks
/// count: a share may tell a time that is late, or one that the copy brought along.
/// </remarks>
internal sealed class StillFiles(Duration settle, IClock clock)
{
    private readonly ConcurrentDictionary<string, Look> _looks = new(StringComparer.Ordinal);

    /// <summary>From when on a file counts as whole, if it does not change any more.</summary>
    /// <returns>None when it does already.</returns>
    public Instant? WholeFrom(SourceFile file)
    {
        if (settle <= Duration.Zero)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        var look = _looks.AddOrUpdate(
            file.Path,
            _ => Look.At(file, FirstSight(file, now)),
            (_, last) => last.Shows(file) ? last : Look.At(file, now)
        );
        var wholeFrom = look.Since + settle;
        return wholeFrom <= now ? null : wholeFrom;
    }

    public void Forget(SourceFile file) => _looks.TryRemove(file.Path, out _);

    private static Instant FirstSight(SourceFile file, Instant now)
    {
        var changed = Instant.FromUnixTimeTicks(file.ChangedTicks);
        return changed < now ? changed : now;
    }

    private sealed record Look(long Length, long ChangedTicks, Instant Since)
    {
        public static Look At(SourceFile file, Instant since) =>
            new(file.Length, file.ChangedTicks, since);

        public bool Shows(SourceFile file) =>
            Length == file.Length && ChangedTicks == file.ChangedTicks;
    }
}
