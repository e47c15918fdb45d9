using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>The log in one SQLite file, for a hub that is one process.</summary>
/// <remarks>Write-ahead log, flushed to the disk at every commit (synchronous=FULL): with group
/// commit the flush is not what limits the rate.</remarks>
public sealed class SqliteEventLog : IEventLog
{
    private const int WriterCacheMegabytes = 256;
    private const int PageEvents = 500;

    private readonly StoreLock _lock;
    private readonly SqliteReaders _readers;
    private readonly SqliteAppendStore _store;
    private readonly GroupCommitWriter _writer;
    private readonly HeadSignal _head;
    private readonly IClock _clock;

    private SqliteEventLog(
        StoreLock storeLock,
        SqliteReaders readers,
        SqliteAppendStore store,
        HeadSignal head,
        GroupCommitLimits limits,
        IClock clock
    )
    {
        _lock = storeLock;
        _readers = readers;
        _store = store;
        _head = head;
        _clock = clock;
        _writer = new GroupCommitWriter(store, head, limits);
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="clock">Tells when an event is recorded.</param>
    /// <exception cref="StoreInUseException">Another hub process has it.</exception>
    /// <exception cref="StoreVersionException">A newer hub wrote it.</exception>
    public static SqliteEventLog Open(SqliteLogOptions options, IClock clock)
    {
        var storeLock = StoreLock.Take(options.Path);
        SqliteConnection? connection = null;
        try
        {
            var types = new EventTypeNames();
            connection = SqliteSchema.Connect(options.Path, WriterCacheMegabytes);
            SqliteSchema.Prepare(connection, options.Path);
            var writer = new SqliteWriter(connection, types, clock);
            var readers = new SqliteReaders(options.Path, types);
            var checkpointer = new SqliteCheckpointer(
                SqliteSchema.Connect(options.Path, cacheMegabytes: 1),
                options.CheckpointBytes
            );
            readers.Read(reader =>
            {
                reader.LoadTypes();
                return true;
            });
            var store = new SqliteAppendStore(writer, readers, checkpointer);
            var head = new HeadSignal(writer.ReadHead());
            return new SqliteEventLog(storeLock, readers, store, head, options.GroupCommit, clock);
        }
        catch
        {
            connection?.Dispose();
            storeLock.Dispose();
            throw;
        }
    }

    public Task<long> AppendAsync(
        StreamId stream,
        long expectedVersion,
        IReadOnlyList<NewEvent> events,
        CancellationToken cancellationToken
    ) => _writer.AppendAsync(stream, expectedVersion, events, cancellationToken);

    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (_readers.Read(reader => reader.FindStream(stream)) is not { } row)
        {
            yield break;
        }

        var page = ReadPage(row, afterVersion);
        while (page.Count > 0)
        {
            PageCheck.Stream(page, stream, afterVersion);
            foreach (var e in page)
            {
                yield return e;
            }

            // A caller that folds a long stream does not keep its thread for all of it.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            afterVersion = page[^1].Version;
            page = ReadPage(row, afterVersion);
        }
    }

    public Task<IReadOnlyList<StoredEvent>> ReadAllAsync(
        long afterSequence,
        int max,
        CancellationToken cancellationToken
    )
    {
        AppendRules.RequirePage(max);
        cancellationToken.ThrowIfCancellationRequested();
        var page = _readers.Read(reader => reader.ReadAll(afterSequence, max));
        PageCheck.Log(page, afterSequence);
        return Task.FromResult<IReadOnlyList<StoredEvent>>(page);
    }

    public Task<long> GetHeadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_head.Head);

    public Task<long> WaitBeyondAsync(long sequence, CancellationToken cancellationToken) =>
        _head.WaitBeyondAsync(sequence, cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _store.FindKnownKeysAsync(
            stream,
            [.. keys.Select(key => (key, BusinessKeyHash.Of(key)))]
        );
    }

    public async IAsyncEnumerable<StreamId> ListStreamsAsync(
        string category,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var after = string.Empty;
        while (true)
        {
            var page = _readers.Read(reader => reader.ListStreams(category, after, PageEvents));
            foreach (var stream in page)
            {
                yield return stream;
            }

            if (page.Count < PageEvents)
            {
                yield break;
            }

            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            after = page[^1].Key;
        }
    }

    public Task<StreamSnapshot?> ReadSnapshotAsync(
        StreamId stream,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(reader => reader.ReadSnapshot(stream)));
    }

    public Task WriteSnapshotAsync(
        StreamId stream,
        StreamSnapshot snapshot,
        CancellationToken cancellationToken
    ) =>
        _store.WriteAsync(
            writer => SqliteSideWrites.KeepSnapshot(writer.Connection, stream, snapshot),
            cancellationToken
        );

    public Task<FollowerClaim> ClaimFollowerAsync(
        string name,
        string owner,
        CancellationToken cancellationToken
    ) =>
        _store.WriteAsync(
            writer => SqliteSideWrites.Claim(writer.Connection, name, owner, Now()),
            cancellationToken
        );

    public Task<FollowerClaim> AdvanceFollowerAsync(
        FollowerClaim claim,
        long newOffset,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(newOffset, claim.Offset);
        return _store.WriteAsync(
            writer => SqliteSideWrites.Advance(writer.Connection, claim, newOffset, Now()),
            cancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _head.Close();
        _lock.Dispose();
    }

    private List<StoredEvent> ReadPage(long row, long afterVersion) =>
        _readers.Read(reader => reader.ReadStream(row, afterVersion, PageEvents));

    private long Now() => StoreTime.ToMicroseconds(_clock.GetCurrentInstant());
}
