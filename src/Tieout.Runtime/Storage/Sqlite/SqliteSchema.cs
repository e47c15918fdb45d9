using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>The log's tables in a SQLite file.</summary>
internal static class SqliteSchema
{
    public const long Version = 1;

    private const string Tables = """
        CREATE TABLE schema_version(version INTEGER NOT NULL);
        INSERT INTO schema_version VALUES (1);
        CREATE TABLE event_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE stream(
          id       INTEGER PRIMARY KEY,
          category TEXT NOT NULL,
          key      TEXT NOT NULL,
          UNIQUE (category, key));
        CREATE TABLE event(
          sequence     INTEGER PRIMARY KEY,   -- gap-free: given by the single writer
          stream       INTEGER NOT NULL,
          version      INTEGER NOT NULL,
          type         INTEGER NOT NULL,
          schema       INTEGER NOT NULL,
          at           INTEGER NOT NULL,      -- microseconds since 1970, writer's clock
          cause        INTEGER,
          key_hash     BLOB,                  -- first half of the key's SHA-256
          business_key TEXT,
          data         BLOB NOT NULL);
        CREATE UNIQUE INDEX event_fence ON event(stream, version);
        -- Keys are never forgotten. Ordered by stream, so that a batch for one stream touches
        -- few pages; half a SHA-256 instead of the text keeps the pages full of keys.
        CREATE UNIQUE INDEX event_business_key ON event(stream, key_hash)
          WHERE key_hash IS NOT NULL;
        CREATE TABLE snapshot(
          stream  INTEGER PRIMARY KEY,
          version INTEGER NOT NULL,
          schema  INTEGER NOT NULL,
          data    BLOB NOT NULL);
        CREATE TABLE follower(
          name     TEXT PRIMARY KEY,
          "offset" INTEGER NOT NULL,
          epoch    INTEGER NOT NULL,
          owner    TEXT NOT NULL,
          at       INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables in a new file; refuses a file of a newer hub.</summary>
    public static void Prepare(SqliteConnection connection, string path)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        var found = ReadVersion(connection);
        if (found is null)
        {
            Execute(connection, Tables);
        }

        Execute(connection, "COMMIT");
        if (found > Version)
        {
            throw new StoreVersionException(path, found.Value, Version);
        }
    }

    public static SqliteConnection Connect(string path, int cacheMegabytes)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        connection.Open();
        // The time to wait comes first: the next line may find a reader that recovers the log of a
        // process that was killed.
        Execute(
            connection,
            $"""
            PRAGMA busy_timeout=5000;
            PRAGMA journal_mode=WAL;
            PRAGMA synchronous=FULL;
            PRAGMA wal_autocheckpoint=0;
            PRAGMA cache_size=-{cacheMegabytes * 1024};
            """
        );
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        var result = raw.sqlite3_exec(connection.Handle, sql);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    private static long? ReadVersion(SqliteConnection connection)
    {
        using var exists = new SqliteStatement(
            connection,
            "SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'"
        );
        if (exists.Scalar() is null)
        {
            return null;
        }

        using var version = new SqliteStatement(connection, "SELECT version FROM schema_version");
        return version.Scalar();
    }
}
