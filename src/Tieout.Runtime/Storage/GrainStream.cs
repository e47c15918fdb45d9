namespace Tieout.Runtime.Storage;

/// <summary>The stream that one grain alone writes, an append at a time.</summary>
/// <param name="stream">Which one.</param>
/// <param name="type">Under which its events are stored.</param>
/// <param name="apply">Folds an event into the grain, when it is read or has become durable.</param>
/// <param name="abandon">Ends the grain's activation, whose state is not known to be right any more.
/// </param>
internal sealed class GrainStream<TEvent>(
    IEventLog log,
    StreamId stream,
    string type,
    Action<TEvent> apply,
    Action abandon
)
{
    private long _version;

    /// <summary>Folds everything that it holds.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var stored in log.ReadStreamAsync(stream, _version, cancellationToken))
        {
            apply(EventCodec.Decode<TEvent>(stored));
            _version = stored.Version;
        }
    }

    /// <summary>Returns when the events are durable and folded.</summary>
    public async Task AppendAsync(IReadOnlyList<TEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        try
        {
            await log.AppendAsync(
                stream,
                _version,
                [.. events.Select(e => EventCodec.Encode(type, e, businessKey: null))],
                CancellationToken.None
            );
        }
        catch
        {
            abandon();
            throw;
        }

        _version += events.Count;
        foreach (var e in events)
        {
            apply(e);
        }
    }
}
