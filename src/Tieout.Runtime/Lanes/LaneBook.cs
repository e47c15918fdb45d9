using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Lanes;

/// <summary>A lane's stream and the state it folds to; appends are made one after another.</summary>
internal sealed class LaneBook
{
    private readonly IEventLog _log;
    private readonly StreamId _stream;
    private Task _tail = Task.CompletedTask;
    private long _version;

    private LaneBook(IEventLog log, StreamId stream)
    {
        _log = log;
        _stream = stream;
    }

    public LaneState State { get; private set; } = new();

    public static async Task<LaneBook> OpenAsync(
        IEventLog log,
        string target,
        CancellationToken cancellationToken
    )
    {
        var book = new LaneBook(log, Streams.Lane(target));
        await foreach (var stored in log.ReadStreamAsync(book._stream, 0, cancellationToken))
        {
            book.State = book.State.Evolve(EventCodec.Decode<LaneEvent>(stored));
            book._version = stored.Version;
        }

        return book;
    }

    /// <summary>Returns when the events are durable.</summary>
    public Task RecordAsync(IReadOnlyList<LaneEvent> events)
    {
        // No await before the append is queued: parallel deliveries of a lane share this book.
        if (events.Count > 0)
        {
            _tail = _log.AppendAsync(
                _stream,
                _version,
                [.. events.Select(e => EventCodec.Encode(Streams.LaneEventType, e, null))],
                CancellationToken.None
            );
            _version += events.Count;
            State = events.Aggregate(State, (state, e) => state.Evolve(e));
        }

        return _tail;
    }
}
