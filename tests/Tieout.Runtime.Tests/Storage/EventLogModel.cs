using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>What an event log does, in the simplest words: a list per stream, a list of all.
/// </summary>
public sealed class EventLogModel
{
    private readonly Dictionary<StreamId, List<NewEvent>> _streams = [];
    private readonly List<(StreamId Stream, NewEvent Event)> _all = [];

    public IReadOnlyList<(StreamId Stream, NewEvent Event)> All => _all;

    public long Version(StreamId stream) => Of(stream).Count;

    /// <summary>What must come of an append, and what comes of it.</summary>
    public Outcome Append(StreamId stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var stored = Of(stream);
        if (stored.Count != expectedVersion)
        {
            return Outcome.Moved;
        }

        var keys = stored
            .Select(e => e.BusinessKey)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        if (events.Any(e => e.BusinessKey is not null && keys.Contains(e.BusinessKey)))
        {
            return Outcome.Duplicate;
        }

        stored.AddRange(events);
        _all.AddRange(events.Select(e => (stream, e)));
        return Outcome.Stored;
    }

    private List<NewEvent> Of(StreamId stream) =>
        _streams.TryGetValue(stream, out var events) ? events : _streams[stream] = [];
}
