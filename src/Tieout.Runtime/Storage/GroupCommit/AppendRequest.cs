namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>One append on its way; its task is the caller's answer.</summary>
internal sealed class AppendRequest : TaskCompletionSource<long>
{
    private AppendRequest(
        StreamId stream,
        long expectedVersion,
        IReadOnlyList<NewEvent> events,
        Guid[]? hashes,
        int bytes
    )
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Stream = stream;
        ExpectedVersion = expectedVersion;
        Events = events;
        Hashes = hashes;
        Bytes = bytes;
    }

    public StreamId Stream { get; }

    public long ExpectedVersion { get; }

    public IReadOnlyList<NewEvent> Events { get; }

    /// <summary>Per event its key's hash (anything where it has no key); null when none
    /// has.</summary>
    public Guid[]? Hashes { get; }

    public int Bytes { get; }

    /// <summary>Set by the writer once the append fits.</summary>
    public StreamTail Tail { get; set; } = null!;

    /// <summary>Checks the append and hashes its keys, on the caller's thread.</summary>
    public static AppendRequest Create(
        StreamId stream,
        long expectedVersion,
        IReadOnlyList<NewEvent> events
    )
    {
        AppendRules.RequireStream(stream);
        AppendRules.RequireEvents(events);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var bytes = 0;
        foreach (var e in events)
        {
            bytes = checked(bytes + e.Data.Length);
        }

        return new AppendRequest(stream, expectedVersion, events, HashKeys(events), bytes);
    }

    /// <summary>The business keys of this append with their hashes.</summary>
    public IEnumerable<(string Key, Guid Hash)> Keys()
    {
        for (var i = 0; Hashes is not null && i < Events.Count; i++)
        {
            if (Events[i].BusinessKey is { } key)
            {
                yield return (key, Hashes[i]);
            }
        }
    }

    private static Guid[]? HashKeys(IReadOnlyList<NewEvent> events)
    {
        Guid[]? hashes = null;
        var seen = events.Count > 1 ? new HashSet<Guid>(events.Count) : null;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].BusinessKey is not { } key)
            {
                continue;
            }

            hashes ??= new Guid[events.Count];
            hashes[i] = BusinessKeyHash.Of(key);
            if (seen is not null && !seen.Add(hashes[i]))
            {
                throw new ArgumentException(
                    "One append holds the same business key twice.",
                    nameof(events)
                );
            }
        }

        return hashes;
    }
}
