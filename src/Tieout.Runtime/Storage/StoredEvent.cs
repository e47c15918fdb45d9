namespace Tieout.Runtime.Storage;

/// <summary>An event as the log keeps it.</summary>
/// <param name="Sequence">Its place in the whole log: 1, 2, 3… without a gap, in the order of the
/// commits.</param>
/// <param name="Stream">Whose event it is.</param>
/// <param name="Version">Its place in its stream: 1, 2, 3… without a gap.</param>
/// <param name="Type">Its stable name.</param>
/// <param name="Schema">Which shape of that type the bytes have.</param>
/// <param name="At">When the writer recorded it, to the microsecond, by the writer's clock: equal
/// for all events of one commit, and no substitute for <paramref name="Sequence"/>.</param>
/// <param name="BusinessKey">The key that it holds in its stream, if any.</param>
/// <param name="Cause">The sequence of the event that led to this one, if one did.</param>
/// <param name="Data">The bytes as they were appended.</param>
public sealed record StoredEvent(
    long Sequence,
    StreamId Stream,
    long Version,
    string Type,
    int Schema,
    Instant At,
    string? BusinessKey,
    long? Cause,
    ReadOnlyMemory<byte> Data
);
