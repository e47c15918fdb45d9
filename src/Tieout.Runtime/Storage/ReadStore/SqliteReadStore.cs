using Microsoft.Data.Sqlite;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Read tables in one SQLite file that other processes may read at any time.</summary>
/// <remarks>
/// Not flushed at every commit (synchronous=NORMAL): after a power cut the last pages may be missing
/// and are followed again.
/// </remarks>
public sealed class SqliteReadStore(string path, IReadOnlyList<ReadTable> tables) : IReadStore
{
    private const int WriterCacheMegabytes = 256;

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public async Task<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            Connect(path, tables).Dispose();
        }

        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly));
        try
        {
            await connection.OpenAsync(cancellationToken);
            SqliteSchema.Execute(connection, "PRAGMA busy_timeout=5000");
            return new ReadSnapshot(
                connection,
                Begin(connection),
                list => $"IN (SELECT value FROM json_each(@{list}))"
            );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadTablesWriter> ClaimAsync(string owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadTablesWriter>(
            SqliteReadTablesWriter.Claim(Connect(path, tables), owner)
        );
    }

    /// <inheritdoc/>
    public async Task<IReadStore> CreateBesideAsync(CancellationToken cancellationToken)
    {
        var beside = new SqliteReadStore($"{path}.rebuilt", tables);
        await beside.DropAsync(cancellationToken);
        Connect(beside.Name, tables).Dispose();
        return beside;
    }

    /// <inheritdoc/>
    public Task<bool> ReplaceWithAsync(IReadStore beside, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = Connect(path, tables);
        Attach(connection, beside.Name);
        SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");
        using var moved = new SqliteStatement(
            connection,
            "SELECT (SELECT done FROM progress) - (SELECT done FROM beside.progress)"
        );
        if (moved.Scalar() != 0)
        {
            SqliteSchema.Execute(connection, "ROLLBACK");
            return Task.FromResult(false);
        }

        foreach (var table in tables)
        {
            SqliteSchema.Execute(connection, $"DELETE FROM {table.Name}");
            SqliteSchema.Execute(
                connection,
                $"INSERT INTO {table.Name} ({table.Names}) SELECT {table.Names} FROM "
                    + $"beside.{table.Name} ORDER BY {table.Key}"
            );
        }

        SqliteSchema.Execute(connection, "COMMIT");
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task DropAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var suffix in new[] { string.Empty, "-wal", "-shm" })
        {
            File.Delete(path + suffix);
        }

        return Task.CompletedTask;
    }

    /// <summary>Nothing is kept open between calls.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Sees what is committed when it first reads, and waits for nobody.</summary>
    private static SqliteTransaction Begin(SqliteConnection connection) =>
        connection.BeginTransaction(deferred: true);

    private static void Attach(SqliteConnection connection, string other)
    {
        using var attach = new SqliteStatement(connection, "ATTACH ?1 AS beside");
        attach.Bind(1, other).Run();
    }

    private static SqliteConnection Connect(string path, IReadOnlyList<ReadTable> tables)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = SqliteSchema.Connect(path, WriterCacheMegabytes);
        SqliteSchema.Execute(
            connection,
            """
            PRAGMA synchronous=NORMAL;
            PRAGMA busy_timeout=60000;
            PRAGMA wal_autocheckpoint=8000;
            PRAGMA temp_store=MEMORY;
            """
        );
        SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");
        var mark = ReadProgress.MarkOf(tables);
        var known = TableNames(connection);
        if (!known.Contains(mark))
        {
            // Of an earlier version, if any: followed anew from the log.
            foreach (var table in known)
            {
                SqliteSchema.Execute(connection, $"DROP TABLE {table}");
            }

            foreach (var sql in ReadProgress.Definitions(tables, "text", " WITHOUT ROWID"))
            {
                SqliteSchema.Execute(connection, sql);
            }
        }

        SqliteSchema.Execute(connection, "COMMIT");
        return connection;
    }

    private static HashSet<string> TableNames(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table'";
        using var rows = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private string ConnectionString(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString();
}
