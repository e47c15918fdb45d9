using Tieout.Connect;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>What a system needs that is told which of its work is invoiced, or shown the documents.</summary>
/// <param name="log">Says what was posted and voided.</param>
/// <param name="tables">Say what stands by then.</param>
/// <param name="caughtUp">Waits until the tables hold an event.</param>
public sealed class WriteBackFeeds(
    IEventLog log,
    IReadStore tables,
    Func<long, CancellationToken, Task> caughtUp
)
{
    /// <summary>The feed that tells it.</summary>
    public ISource Of(IWriteBack writeBack) => new WriteBackFeed(writeBack, log, tables, caughtUp);

    /// <summary>The feed that shows it the documents.</summary>
    public ISource Of(IDocumentMirror mirror) => new DocumentFeed(mirror, log, tables, caughtUp);

    /// <summary>The source itself, which tells the hub's own marks from those of others.</summary>
    public ISource Around(ISource source, IWriteBack writeBack) =>
        new OwnBillingSource(source, writeBack, log, tables, caughtUp);
}
