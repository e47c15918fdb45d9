using Microsoft.Data.Sqlite;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>A connection that only reads, with its statements; one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const string Columns =
        "SELECT e.sequence, e.version, e.type, e.schema, e.at, e.cause, e.business_key, e.data, "
        + "s.category, s.key FROM event e JOIN stream s ON s.id = e.stream ";

    private readonly SqliteConnection _connection;
    private readonly EventTypeNames _types;
    private readonly SqliteStatement _all;
    private readonly SqliteStatement _stream;
    private readonly SqliteStatement _streamRow;
    private readonly SqliteStatement _tail;
    private readonly SqliteStatement _key;
    private readonly SqliteStatement _streams;
    private readonly SqliteStatement _snapshot;
    private readonly SqliteStatement _head;

    public SqliteReader(SqliteConnection connection, EventTypeNames types)
    {
        _connection = connection;
        _types = types;
        // The event table leads, or the order by sequence would cost a sort.
        _all = Prepare(
            Columns.Replace("JOIN", "CROSS JOIN", StringComparison.Ordinal)
                + "WHERE e.sequence > ?1 ORDER BY e.sequence LIMIT ?2"
        );
        _stream = Prepare(
            Columns + "WHERE e.stream = ?1 AND e.version > ?2 ORDER BY e.version LIMIT ?3"
        );
        _streamRow = Prepare("SELECT id FROM stream WHERE category = ?1 AND key = ?2");
        _tail = Prepare("SELECT max(version) FROM event WHERE stream = ?1");
        _key = Prepare("SELECT sequence FROM event WHERE stream = ?1 AND key_hash = ?2");
        _streams = Prepare(
            "SELECT key FROM stream WHERE category = ?1 AND key > ?2 ORDER BY key LIMIT ?3"
        );
        _snapshot = Prepare("SELECT version, schema, data FROM snapshot WHERE stream = ?1");
        _head = Prepare("SELECT max(sequence) FROM event");
    }

    public List<StoredEvent> ReadAll(long afterSequence, int max) =>
        ReadPage(_all.Bind(1, afterSequence).Bind(2, (long)max));

    public List<StoredEvent> ReadStream(long row, long afterVersion, int max) =>
        ReadPage(_stream.Bind(1, row).Bind(2, afterVersion).Bind(3, (long)max));

    public long ReadHead() => _head.Scalar() ?? 0;

    /// <summary>The stream's row; null when there is none.</summary>
    public long? FindStream(StreamId stream) =>
        _streamRow.Bind(1, stream.Category).Bind(2, stream.Key).Scalar();

    public StreamTail LoadTail(StreamId stream)
    {
        var row = FindStream(stream) ?? 0;
        return new StreamTail(stream, row, _tail.Bind(1, row).Scalar() ?? 0);
    }

    public Dictionary<string, long> FindKeys(
        StreamId stream,
        IEnumerable<(string Key, Guid Hash)> keys
    )
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        if (FindStream(stream) is not { } row)
        {
            return known;
        }

        Span<byte> bytes = stackalloc byte[16];
        foreach (var (key, hash) in keys)
        {
            BusinessKeyHash.Write(hash, bytes);
            if (_key.Bind(1, row).Bind(2, bytes).Scalar() is { } sequence)
            {
                known[key] = sequence;
            }
        }

        return known;
    }

    public List<StreamId> ListStreams(string category, string afterKey, int max)
    {
        var streams = new List<StreamId>();
        _streams.Bind(1, category).Bind(2, afterKey).Bind(3, (long)max);
        while (_streams.Step())
        {
            streams.Add(new StreamId(category, _streams.Text(0)));
        }

        return streams;
    }

    public StreamSnapshot? ReadSnapshot(StreamId stream)
    {
        if (FindStream(stream) is not { } row || !_snapshot.Bind(1, row).Step())
        {
            return null;
        }

        var snapshot = new StreamSnapshot(
            _snapshot.Int64(0),
            checked((int)_snapshot.Int64(1)),
            _snapshot.Blob(2)
        );
        _snapshot.Reset();
        return snapshot;
    }

    public void LoadTypes()
    {
        using var types = Prepare("SELECT id, name FROM event_type");
        while (types.Step())
        {
            _types.Add(types.Int64(0), types.Text(1));
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        _stream.Dispose();
        _streamRow.Dispose();
        _tail.Dispose();
        _key.Dispose();
        _streams.Dispose();
        _snapshot.Dispose();
        _head.Dispose();

        _connection.Dispose();
    }

    private SqliteStatement Prepare(string sql) => new(_connection, sql);

    private List<StoredEvent> ReadPage(SqliteStatement rows)
    {
        var page = new List<StoredEvent>();
        var bytes = 0;
        while (bytes < EventLogLimits.BytesPerPageMax && rows.Step())
        {
            var e = ReadEvent(rows);
            bytes += e.Data.Length;
            page.Add(e);
        }

        rows.Reset();
        return page;
    }

    private StoredEvent ReadEvent(SqliteStatement row)
    {
        var type = row.Int64(2);
        if (!_types.TryGetName(type, out var name))
        {
            // The writer's commit is visible an instant before its dictionary is.
            LoadTypes();
            name = _types.NameOf(type);
        }

        return new StoredEvent(
            row.Int64(0),
            new StreamId(row.Text(8), row.Text(9)),
            row.Int64(1),
            name,
            checked((int)row.Int64(3)),
            StoreTime.FromMicroseconds(row.Int64(4)),
            row.IsNull(6) ? null : row.Text(6),
            row.IsNull(5) ? null : row.Int64(5),
            row.Blob(7)
        );
    }
}
