namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>What the group-commit writer needs of a store. Called by one loop only.</summary>
internal interface IAppendStore : IAsyncDisposable
{
    /// <summary>Where these streams end now. A stream may get its row here or in the
    /// commit.</summary>
    Task<IReadOnlyList<StreamTail>> LoadTailsAsync(IReadOnlyCollection<StreamId> streams);

    /// <summary>Stores all appends of the group, durably, or none of them.</summary>
    /// <returns>The sequence before the group's first event.</returns>
    /// <exception cref="UniqueViolationException">None was stored, one of them is refused.
    /// </exception>
    Task<long> CommitAsync(IReadOnlyList<AppendRequest> group);

    /// <summary>Which of the append's business keys the stream holds.</summary>
    Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyList<(string Key, Guid Hash)> keys
    );
}
