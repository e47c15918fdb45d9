namespace Tieout.Runtime.Storage;

/// <summary>What the log takes at most. More is a caller's bug and refused with an
/// <see cref="ArgumentException"/> before anything is queued.</summary>
public static class EventLogLimits
{
    /// <summary>Events of one append. It is one transaction, so it delays all others.</summary>
    public const int EventsPerAppendMax = 10_000;

    /// <summary>Bytes of one event's data.</summary>
    public const int EventBytesMax = 8 * 1024 * 1024;

    /// <summary>Characters of a category, a stream key, an event type or a business key.</summary>
    public const int NameLengthMax = 512;

    /// <summary>Events of one page.</summary>
    public const int EventsPerPageMax = 10_000;

    /// <summary>Bytes of data after which a page ends early; it holds at least one event.</summary>
    public const int BytesPerPageMax = 8 * 1024 * 1024;
}
