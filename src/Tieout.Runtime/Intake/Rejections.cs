using Tieout.Connect;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Intake;

/// <summary>What feeds have rejected, for a person to decide about.</summary>
public static class Rejections
{
    /// <summary>Gives up a rejection of a feed. What the feed rejects anew is an exception anew.</summary>
    /// <param name="log">Nobody else reads the feed meanwhile.</param>
    /// <param name="feed">The key of its stream.</param>
    /// <param name="subject">What it is about, as <see cref="RejectedRecord.Subject"/> has it.</param>
    /// <returns>Whether it was open. O(pages of the feed).</returns>
    public static async Task<bool> DismissAsync(
        IEventLog log,
        string feed,
        string subject,
        RejectionDismissal dismissal,
        CancellationToken cancellationToken
    )
    {
        var stream = new StreamId(Streams.IntakeCategory, feed);
        var open = new OpenRejections();
        var cursor = Cursor.Start;
        var version = 0L;
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            var page = EventCodec.Decode<PageTaken>(stored);
            open.Apply(page);
            cursor = page.Cursor;
            version = stored.Version;
        }

        if (!open.Has(subject))
        {
            return false;
        }

        var given = new PageTaken(cursor, 0, [], [subject], Dismissed: dismissal);
        var recorded = EventCodec.Encode(Streams.PageTakenType, given, businessKey: null);
        await log.AppendAsync(stream, version, [recorded], CancellationToken.None);
        return true;
    }
}
