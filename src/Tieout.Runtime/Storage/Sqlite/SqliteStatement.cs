using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>A prepared statement, bound by position.</summary>
/// <remarks>Below ADO.NET on purpose: an insert per event is the writer's hottest path, and here
/// it copies no bytes and makes no garbage (bench/Tieout.Bench compares).</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _db = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_db, sql, out _statement));
    }

    public SqliteStatement Bind(int position, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, position, value));
        return this;
    }

    public SqliteStatement Bind(int position, long? value)
    {
        Check(
            value is { } number
                ? raw.sqlite3_bind_int64(_statement, position, number)
                : raw.sqlite3_bind_null(_statement, position)
        );
        return this;
    }

    public SqliteStatement Bind(int position, string? value)
    {
        Check(
            value is null
                ? raw.sqlite3_bind_null(_statement, position)
                : raw.sqlite3_bind_text(_statement, position, value)
        );
        return this;
    }

    public SqliteStatement Bind(int position, ReadOnlySpan<byte> value)
    {
        // An empty span would bind NULL.
        Check(
            value.IsEmpty
                ? raw.sqlite3_bind_zeroblob(_statement, position, 0)
                : raw.sqlite3_bind_blob(_statement, position, value)
        );
        return this;
    }

    /// <summary>Moves to the next row; after the last one the statement is ready again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        var reset = raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? reset : result);
        return false;
    }

    /// <summary>Runs a statement whose rows nobody wants.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    /// <summary>Leaves the rows that were not read.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>The first column of the first row; null without a row, or when it is
    /// NULL.</summary>
    public long? Scalar()
    {
        long? value = Step() && !IsNull(0) ? Int64(0) : null;
        Reset();
        return value;
    }

    public bool IsNull(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public int BlobLength(int column) => raw.sqlite3_column_bytes(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            SqliteException.ThrowExceptionForRC(result, _db);
        }
    }
}
