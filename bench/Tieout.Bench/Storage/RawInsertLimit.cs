using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Tieout.Bench.Storage;

/// <summary>The store's own speed: the same bytes into a plain table with only a primary key,
/// 2,000 rows a transaction, equally durable.</summary>
internal static class RawInsertLimit
{
    private const int RowsPerTransaction = 2_000;

    public static async Task SqliteAsync(string path, int rows, byte[] data)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        var db = connection.Handle!;
        Execute(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Execute(db, "PRAGMA wal_autocheckpoint=16384; PRAGMA cache_size=-262144;");
        Execute(db, "CREATE TABLE plain(id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        Check(raw.sqlite3_prepare_v2(db, "INSERT INTO plain VALUES (?1, ?2)", out var insert));
        using (insert)
        {
            for (var row = 0; row < rows; )
            {
                Execute(db, "BEGIN IMMEDIATE");
                for (var end = Math.Min(rows, row + RowsPerTransaction); row < end; row++)
                {
                    Check(raw.sqlite3_bind_int64(insert, 1, row + 1));
                    Check(raw.sqlite3_bind_blob(insert, 2, data));
                    Check(raw.sqlite3_step(insert));
                    Check(raw.sqlite3_reset(insert));
                }

                Execute(db, "COMMIT");
            }
        }
    }

    public static async Task PostgresUnnestAsync(NpgsqlDataSource source, int rows, byte[] data)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await using var insert = new NpgsqlCommand(
            "INSERT INTO bench_raw.plain SELECT u.i, u.d FROM unnest($1, $2) AS u(i, d)",
            connection
        );
        insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        await insert.PrepareAsync(CancellationToken.None);
        foreach (var ids in Enumerable.Range(1, rows).Chunk(RowsPerTransaction))
        {
            insert.Parameters[0].Value = ids.Select(id => (long)id).ToArray();
            insert.Parameters[1].Value = Enumerable.Repeat(data, ids.Length).ToArray();
            await insert.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    public static async Task PostgresCopyAsync(NpgsqlDataSource source, int rows, byte[] data)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        foreach (var ids in Enumerable.Range(1, rows).Chunk(RowsPerTransaction))
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                "COPY bench_raw.plain FROM STDIN BINARY",
                CancellationToken.None
            );
            foreach (var id in ids)
            {
                await copy.StartRowAsync(CancellationToken.None);
                await copy.WriteAsync((long)id, NpgsqlDbType.Bigint, CancellationToken.None);
                await copy.WriteAsync(data, NpgsqlDbType.Bytea, CancellationToken.None);
            }

            await copy.CompleteAsync(CancellationToken.None);
        }
    }

    private static void Execute(sqlite3 db, string sql) => Check(raw.sqlite3_exec(db, sql));

    private static void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new InvalidOperationException($"SQLite answers {result}.");
        }
    }
}
