namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>No reader is ever handed a page with a hole in it.</summary>
internal static class PageCheck
{
    /// <summary>The next events of the log.</summary>
    /// <exception cref="LogDamagedException">A sequence is missing.</exception>
    public static void Log(IReadOnlyList<StoredEvent> page, long after)
    {
        foreach (var e in page)
        {
            if (e.Sequence != ++after)
            {
                throw new LogDamagedException("The log", after, e.Sequence);
            }
        }
    }

    /// <summary>The next events of a stream.</summary>
    /// <exception cref="LogDamagedException">A version is missing.</exception>
    public static void Stream(IReadOnlyList<StoredEvent> page, StreamId stream, long after)
    {
        foreach (var e in page)
        {
            if (e.Version != ++after)
            {
                throw new LogDamagedException(stream.ToString(), after, e.Version);
            }
        }
    }
}
