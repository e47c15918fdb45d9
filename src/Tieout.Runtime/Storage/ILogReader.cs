namespace Tieout.Runtime.Storage;

/// <summary>What can be asked of a log without being its writer.</summary>
public interface ILogReader
{
    /// <summary>The stream's events after a version, oldest first; none for an unknown stream.
    /// </summary>
    /// <remarks>Read page by page, without a transaction around it.</remarks>
    IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream,
        long afterVersion,
        CancellationToken cancellationToken
    );

    /// <summary>The next events of the whole log, in order and without a gap; empty at the head.
    /// </summary>
    /// <param name="afterSequence">The last sequence that the caller has; 0 from the start.</param>
    /// <param name="max">At most so many; a page may be shorter, see
    /// <see cref="EventLogLimits.BytesPerPageMax"/>.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<IReadOnlyList<StoredEvent>> ReadAllAsync(
        long afterSequence,
        int max,
        CancellationToken cancellationToken
    );

    /// <summary>The sequence of the last event of the log; 0 when it is empty.</summary>
    Task<long> GetHeadAsync(CancellationToken cancellationToken);
}
