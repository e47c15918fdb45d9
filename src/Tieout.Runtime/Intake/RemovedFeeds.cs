using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Intake;

/// <summary>Feeds that the log knows and nobody reads any more: the firm has removed their system.</summary>
internal static class RemovedFeeds
{
    /// <summary>Ends the failures that they were left with. O(pages of removed feeds).</summary>
    /// <param name="log">Nobody else reads these feeds.</param>
    /// <param name="read">The streams of the feeds that are read.</param>
    /// <param name="cancellationToken">Stops between feeds.</param>
    public static async Task ForgetFailuresAsync(
        IEventLog log,
        IReadOnlySet<StreamId> read,
        CancellationToken cancellationToken
    )
    {
        var streams = log.ListStreamsAsync(Streams.IntakeCategory, cancellationToken);
        await foreach (var stream in streams)
        {
            if (!read.Contains(stream))
            {
                await ForgetFailureAsync(log, stream, cancellationToken);
            }
        }
    }

    private static async Task ForgetFailureAsync(
        IEventLog log,
        StreamId stream,
        CancellationToken cancellationToken
    )
    {
        PageTaken? last = null;
        var version = 0L;
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            var page = EventCodec.Decode<PageTaken>(stored);
            last = page.Dismissed is null ? page : last;
            version = stored.Version;
        }

        if (last?.Failed is not null)
        {
            var over = new PageTaken(last.Cursor, Records: 0, []);
            var recorded = EventCodec.Encode(Streams.PageTakenType, over, businessKey: null);
            await log.AppendAsync(stream, version, [recorded], CancellationToken.None);
        }
    }
}
