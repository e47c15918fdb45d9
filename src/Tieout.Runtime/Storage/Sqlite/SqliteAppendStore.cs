using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>Gives the writing connection to the group commit and, in between, to the few other
/// writes; copies the write-ahead log away when it has grown.</summary>
internal sealed class SqliteAppendStore(
    SqliteWriter writer,
    SqliteReaders readers,
    SqliteCheckpointer checkpointer
) : IAppendStore
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task _checkpoint = Task.CompletedTask;

    public Task<IReadOnlyList<StreamTail>> LoadTailsAsync(IReadOnlyCollection<StreamId> streams) =>
        Task.FromResult<IReadOnlyList<StreamTail>>(
            readers.Read(reader => streams.Select(reader.LoadTail).ToList())
        );

    public Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyList<(string Key, Guid Hash)> keys
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(
            readers.Read(reader => reader.FindKeys(stream, keys))
        );

    public async Task<long> CommitAsync(IReadOnlyList<AppendRequest> group)
    {
        if (_checkpoint.IsCompleted && checkpointer.IsDue(group))
        {
            await _checkpoint;
            _checkpoint = Task.Run(CheckpointAsync);
        }

        return await WriteAsync(own => own.Commit(group), CancellationToken.None);
    }

    /// <summary>Uses the writing connection between two group commits.</summary>
    public async Task<T> WriteAsync<T>(
        Func<SqliteWriter, T> write,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return write(writer);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _checkpoint;
        await _turn.WaitAsync(CancellationToken.None);
        checkpointer.Dispose();
        readers.Dispose();
        writer.Dispose();
        _turn.Dispose();
    }

    /// <summary>Copies beside the writer first; then, with the writer held, the little that came
    /// in meanwhile: only a log that is copied to its end starts over.</summary>
    private async Task CheckpointAsync()
    {
        checkpointer.Copy();
        await WriteAsync(_ => checkpointer.Copy(), CancellationToken.None);
    }
}
