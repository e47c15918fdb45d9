namespace Tieout.Runtime.Storage;

/// <summary>An event that was decided and is not stored yet.</summary>
/// <param name="Type">Its stable name, such as <c>time-entry-received</c>.</param>
/// <param name="Schema">Which shape of that type the bytes have; counted from 1.</param>
/// <param name="Data">The event's bytes. They are stored as given and never looked into. The
/// caller leaves them unchanged until the append has completed.</param>
/// <param name="BusinessKey">What makes this fact the same fact when it is told again: a second
/// event with this key is refused in this stream, for ever. Null when it cannot repeat.</param>
/// <param name="Cause">The sequence of the event that led to this one, if one did.</param>
public sealed record NewEvent(
    string Type,
    int Schema,
    ReadOnlyMemory<byte> Data,
    string? BusinessKey,
    long? Cause
);
