using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>The one connection that writes; whoever uses it holds its turn.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement _insertStream;
    private readonly SqliteStatement _insertType;
    private readonly EventTypeNames _types;
    private readonly IClock _clock;
    private readonly List<StreamTail> _newStreams = [];
    private readonly List<(string Name, long Number)> _newTypes = [];

    public SqliteWriter(SqliteConnection connection, EventTypeNames types, IClock clock)
    {
        Connection = connection;
        _types = types;
        _clock = clock;
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _insertEvent = new SqliteStatement(
            connection,
            "INSERT INTO event(sequence, stream, version, type, schema, at, cause, business_key,"
                + " data, key_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
        );
        _insertStream = new SqliteStatement(
            connection,
            "INSERT INTO stream(category, key) VALUES (?1, ?2) RETURNING id"
        );
        _insertType = new SqliteStatement(
            connection,
            "INSERT INTO event_type(name) VALUES (?1) RETURNING id"
        );
    }

    public SqliteConnection Connection { get; }

    /// <summary>The last durable sequence; null after a failure, when it must be read again.
    /// </summary>
    public long? Head { get; private set; }

    /// <summary>Stores the group in one transaction.</summary>
    /// <returns>The sequence before its first event.</returns>
    public long Commit(IReadOnlyList<AppendRequest> group)
    {
        var first = Head ??= ReadHead();
        var sequence = first;
        var at = StoreTime.ToMicroseconds(_clock.GetCurrentInstant());
        var position = 0;
        Head = null;
        _begin.Run();
        try
        {
            for (; position < group.Count; position++)
            {
                Insert(group[position], ref sequence, at);
            }

            _commit.Run();
        }
        catch (SqliteException e)
        {
            Undo();
            if (e.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
            {
                throw new UniqueViolationException(position, e);
            }

            throw;
        }

        Keep();
        Head = sequence;
        return first;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _insertEvent.Dispose();
        _insertStream.Dispose();
        _insertType.Dispose();

        Connection.Dispose();
    }

    private void Insert(AppendRequest request, ref long sequence, long at)
    {
        var row = StreamRow(request.Tail);
        var version = request.ExpectedVersion;
        Span<byte> hash = stackalloc byte[16];
        for (var i = 0; i < request.Events.Count; i++)
        {
            var e = request.Events[i];
            _insertEvent
                .Bind(1, ++sequence)
                .Bind(2, row)
                .Bind(3, ++version)
                .Bind(4, TypeNumber(e.Type))
                .Bind(5, (long)e.Schema)
                .Bind(6, at)
                .Bind(7, e.Cause)
                .Bind(8, e.BusinessKey)
                .Bind(9, e.Data.Span);
            if (e.BusinessKey is null)
            {
                _insertEvent.Bind(10, (long?)null);
            }
            else
            {
                BusinessKeyHash.Write(request.Hashes![i], hash);
                _insertEvent.Bind(10, hash);
            }

            _insertEvent.Run();
        }
    }

    private long StreamRow(StreamTail tail)
    {
        if (tail.Row == 0)
        {
            tail.Row = _insertStream
                .Bind(1, tail.Stream.Category)
                .Bind(2, tail.Stream.Key)
                .Scalar()!
                .Value;
            _newStreams.Add(tail);
        }

        return tail.Row;
    }

    private long TypeNumber(string name)
    {
        if (_types.TryGetNumber(name, out var known))
        {
            return known;
        }

        foreach (var (newName, newNumber) in _newTypes)
        {
            if (string.Equals(newName, name, StringComparison.Ordinal))
            {
                return newNumber;
            }
        }

        var number = _insertType.Bind(1, name).Scalar()!.Value;
        _newTypes.Add((name, number));
        return number;
    }

    private void Keep()
    {
        // Before the head moves: readers look up the names of the events they find.
        _newTypes.ForEach(type => _types.Add(type.Number, type.Name));
        _newTypes.Clear();
        _newStreams.Clear();
    }

    private void Undo()
    {
        _newTypes.Clear();
        _newStreams.ForEach(tail => tail.Row = 0);
        _newStreams.Clear();
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on a full disk and the like: then there is nothing
            // left to roll back, and the error that led here is the one to report.
        }
    }

    public long ReadHead()
    {
        using var head = new SqliteStatement(Connection, "SELECT max(sequence) FROM event");
        return head.Scalar() ?? 0;
    }
}
