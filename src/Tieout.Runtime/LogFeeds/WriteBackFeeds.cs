using Tieout.Connect;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Feeds that tell sources which of their work is invoiced.</summary>
public static class WriteBackFeeds
{
    /// <summary>The feed of a source.</summary>
    /// <param name="source">Is told.</param>
    /// <param name="log">Says what was posted and voided.</param>
    /// <param name="tables">Say what stands by then.</param>
    /// <param name="caughtUp">Waits until the tables hold an event.</param>
    public static ISource Of(
        IWriteBack source,
        IEventLog log,
        IReadStore tables,
        Func<long, CancellationToken, Task> caughtUp
    ) => new WriteBackFeed(source, log, tables, caughtUp);
}
