namespace Tieout.Runtime.Storage;

/// <summary>The log holds an event that this version of the hub cannot read.</summary>
public sealed class EventUnreadableException(
    StoredEvent stored,
    string why,
    Exception? inner = null
)
    : Exception(
        $"Event {stored.Sequence} ({stored.Type}) of {stored.Stream} cannot be read: {why}",
        inner
    );
