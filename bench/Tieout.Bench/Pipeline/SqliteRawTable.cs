using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tieout.Runtime.Storage;

namespace Tieout.Bench.Pipeline;

/// <summary>A plain table in a SQLite file with the event log's own settings.</summary>
internal sealed class SqliteRawTable : RawTable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _insert;

    public SqliteRawTable(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Execute("PRAGMA wal_autocheckpoint=16384; PRAGMA cache_size=-262144;");
        Execute("CREATE TABLE plain(id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        Check(
            raw.sqlite3_prepare_v2(
                _connection.Handle,
                "INSERT INTO plain VALUES (?1, ?2)",
                out _insert
            )
        );
    }

    public override async ValueTask DisposeAsync()
    {
        _insert.Dispose();
        await _connection.DisposeAsync();
    }

    protected override Task InsertAsync(long after, IReadOnlyList<StoredEvent> rows)
    {
        Execute("BEGIN IMMEDIATE");
        foreach (var row in rows)
        {
            Check(raw.sqlite3_bind_int64(_insert, 1, ++after));
            Check(raw.sqlite3_bind_blob(_insert, 2, row.Data.Span));
            Check(raw.sqlite3_step(_insert));
            Check(raw.sqlite3_reset(_insert));
        }

        Execute("COMMIT");
        return Task.CompletedTask;
    }

    private static void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new InvalidOperationException($"SQLite answers {result}.");
        }
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(_connection.Handle, sql));
}
