namespace Tieout.Runtime.Storage;

/// <summary>The append-only record of what happened: bytes in streams, all of them in one total
/// order. The only source of truth.</summary>
/// <remarks>A token is honoured before a commit and not during one.</remarks>
public interface IEventLog : ILogReader, IAsyncDisposable
{
    /// <summary>Appends all or nothing; completes when the commit is durable.</summary>
    /// <remarks>The append is queued before this method first yields, so that appends which one
    /// caller starts in a row keep their order. An append behind a failed one of its stream fails
    /// too: a stream never has a hole.</remarks>
    /// <param name="stream">Where to append; its first append makes it.</param>
    /// <param name="expectedVersion">The version of the last event that the writer has seen or
    /// queued; 0 for a new stream.</param>
    /// <param name="events">What was decided; at least one.</param>
    /// <param name="cancellationToken">Given up while waiting for a place in the queue
    /// only.</param>
    /// <returns>The sequence of the last event appended.</returns>
    /// <exception cref="StreamMovedException">Nothing was appended: the stream is elsewhere.
    /// </exception>
    /// <exception cref="DuplicateBusinessKeyException">Nothing was appended: the stream holds one
    /// of the keys. Other appends of the same commit are not affected.</exception>
    /// <exception cref="AppendOutcomeUnknownException">The store failed: reload to see.</exception>
    Task<long> AppendAsync(
        StreamId stream,
        long expectedVersion,
        IReadOnlyList<NewEvent> events,
        CancellationToken cancellationToken
    );

    /// <summary>Completes with the head as soon as it is beyond a sequence: at once for this
    /// process's own appends, within 100 ms for those of others.</summary>
    Task<long> WaitBeyondAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Which of these business keys the stream holds, each with the sequence of its event.
    /// Keys are remembered for ever.</summary>
    /// <remarks>Tells what is committed; appends still queued are known to their caller.</remarks>
    Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    );

    /// <summary>The streams of a category that hold an event, by the bytes of their keys.</summary>
    IAsyncEnumerable<StreamId> ListStreamsAsync(
        string category,
        CancellationToken cancellationToken
    );

    /// <summary>The stream's newest snapshot, if it has one.</summary>
    Task<StreamSnapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>Keeps a snapshot in place of an older one. An older one than the stored one, or
    /// one of a stream without events, is dropped without a word.</summary>
    Task WriteSnapshotAsync(
        StreamId stream,
        StreamSnapshot snapshot,
        CancellationToken cancellationToken
    );

    /// <summary>Takes a follower over, from whomever: raises its epoch, so that the earlier holder
    /// is refused from now on. A new name starts at offset 0.</summary>
    /// <param name="name">The follower.</param>
    /// <param name="owner">Who takes it: a node's name, for operators to read.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<FollowerClaim> ClaimFollowerAsync(
        string name,
        string owner,
        CancellationToken cancellationToken
    );

    /// <summary>Moves a follower forward.</summary>
    /// <returns>The claim at its new offset, for the next move.</returns>
    /// <exception cref="FollowerLostException">The claim is not the newest, or its offset is not
    /// the stored one.</exception>
    Task<FollowerClaim> AdvanceFollowerAsync(
        FollowerClaim claim,
        long newOffset,
        CancellationToken cancellationToken
    );
}
