using System.Runtime.CompilerServices;
using Npgsql;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Postgres;

/// <summary>The log in a PostgreSQL schema, which several hub processes may share.</summary>
public sealed class PostgresEventLog : IEventLog
{
    private const int PageEvents = 500;
    private const int KeysPerQuery = 1_000;

    private static readonly TimeSpan PollIntervalMax = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresReads _reads;
    private readonly PostgresSideWrites _sideWrites;
    private readonly GroupCommitWriter _writer;
    private readonly HeadSignal _head;
    private readonly HeadPoller _poller;
    private readonly IClock _clock;

    private PostgresEventLog(
        NpgsqlDataSource source,
        PostgresReads reads,
        PostgresSideWrites sideWrites,
        GroupCommitWriter writer,
        HeadSignal head,
        HeadPoller poller,
        IClock clock
    )
    {
        _source = source;
        _reads = reads;
        _sideWrites = sideWrites;
        _writer = writer;
        _head = head;
        _poller = poller;
        _clock = clock;
    }

    /// <summary>Opens the log, or makes its schema.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="clock">Tells when an event is recorded.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StoreVersionException">A newer hub wrote it.</exception>
    public static async Task<PostgresEventLog> OpenAsync(
        PostgresLogOptions options,
        IClock clock,
        CancellationToken cancellationToken
    )
    {
        if (options.PollInterval > PollIntervalMax)
        {
            throw new ArgumentException("The head is read every 100 ms at least.", nameof(options));
        }

        var schema = PostgresSchema.RequireName(options.Schema);
        var source = PostgresSchema.Connect(options.ConnectionString);
        try
        {
            await PostgresSchema.PrepareAsync(source, schema, cancellationToken);
            var types = new EventTypeNames();
            var reads = new PostgresReads(source, schema, types);
            await reads.LoadTypesAsync(cancellationToken);
            var head = new HeadSignal(await reads.ReadHeadAsync(cancellationToken));
            var store = new PostgresAppendStore(source, schema, reads, types, clock);
            return new PostgresEventLog(
                source,
                reads,
                new PostgresSideWrites(reads, schema),
                new GroupCommitWriter(store, head, options.GroupCommit),
                head,
                new HeadPoller(reads, head, options.PollInterval),
                clock
            );
        }
        catch
        {
            await source.DisposeAsync();
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
        while (true)
        {
            var page = await _reads.ReadStreamAsync(
                stream,
                afterVersion,
                PageEvents,
                cancellationToken
            );
            if (page.Count == 0)
            {
                yield break;
            }

            PageCheck.Stream(page, stream, afterVersion);
            foreach (var e in page)
            {
                yield return e;
            }

            afterVersion = page[^1].Version;
        }
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadAllAsync(
        long afterSequence,
        int max,
        CancellationToken cancellationToken
    )
    {
        AppendRules.RequirePage(max);
        var page = await _reads.ReadAllAsync(afterSequence, max, cancellationToken);
        PageCheck.Log(page, afterSequence);
        return page;
    }

    public Task<long> GetHeadAsync(CancellationToken cancellationToken) =>
        _reads.ReadHeadAsync(cancellationToken);

    public Task<long> WaitBeyondAsync(long sequence, CancellationToken cancellationToken) =>
        _head.WaitBeyondAsync(sequence, cancellationToken);

    public async Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(KeysPerQuery))
        {
            var hashed = chunk.Select(key => (key, BusinessKeyHash.Of(key))).ToList();
            var found = await _reads.FindKeysAsync(stream, hashed, cancellationToken);
            foreach (var (key, sequence) in found)
            {
                known[key] = sequence;
            }
        }

        return known;
    }

    public async IAsyncEnumerable<StreamId> ListStreamsAsync(
        string category,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var after = string.Empty;
        while (true)
        {
            var page = await _reads.ListStreamsAsync(
                category,
                after,
                PageEvents,
                cancellationToken
            );
            foreach (var stream in page)
            {
                yield return stream;
            }

            if (page.Count < PageEvents)
            {
                yield break;
            }

            after = page[^1].Key;
        }
    }

    public Task<StreamSnapshot?> ReadSnapshotAsync(
        StreamId stream,
        CancellationToken cancellationToken
    ) => _reads.ReadSnapshotAsync(stream, cancellationToken);

    public Task WriteSnapshotAsync(
        StreamId stream,
        StreamSnapshot snapshot,
        CancellationToken cancellationToken
    ) => _sideWrites.KeepSnapshotAsync(stream, snapshot, cancellationToken);

    public Task<FollowerClaim> ClaimFollowerAsync(
        string name,
        string owner,
        CancellationToken cancellationToken
    ) => _sideWrites.ClaimAsync(name, owner, _clock.GetCurrentInstant(), cancellationToken);

    public Task<FollowerClaim> AdvanceFollowerAsync(
        FollowerClaim claim,
        long newOffset,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(newOffset, claim.Offset);
        var now = _clock.GetCurrentInstant();
        return _sideWrites.AdvanceAsync(claim, newOffset, now, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.DisposeAsync();
        await _writer.DisposeAsync();
        _head.Close();
        await _source.DisposeAsync();
    }
}
