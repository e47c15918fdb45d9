using Npgsql;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Postgres;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Bench.Pipeline;

/// <summary>The log, the read tables and the raw table of one run, in the same store.</summary>
internal abstract class BenchStore : IAsyncDisposable
{
    public required IEventLog Log { get; init; }

    public required IReadStore Tables { get; init; }

    public required RawTable Raw { get; init; }

    public static async Task<BenchStore> OpenAsync(
        PipelineSettings settings,
        string folder,
        CancellationToken cancellationToken
    ) =>
        settings.Store switch
        {
            "sqlite" => Sqlite.Open(folder),
            "postgres" => await Postgres.OpenAsync(
                settings.Connection
                    ?? throw new ArgumentException(
                        "--postgres or TIEOUT_TEST_POSTGRES is missing.",
                        nameof(settings)
                    ),
                cancellationToken
            ),
            _ => throw new ArgumentException(
                $"No store is called {settings.Store}.",
                nameof(settings)
            ),
        };

    /// <summary>Bytes on disk of log, read tables and raw table.</summary>
    public abstract Task<(long Log, long Tables, long Raw)> SizeAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Raw.DisposeAsync();
        await Tables.DisposeAsync();
        await Log.DisposeAsync();
    }

    private sealed class Sqlite(string folder) : BenchStore
    {
        public static Sqlite Open(string folder) =>
            new(folder)
            {
                Log = SqliteEventLog.Open(
                    new SqliteLogOptions { Path = Path.Combine(folder, "hub.db") },
                    SystemClock.Instance
                ),
                Tables = new SqliteReadStore(Path.Combine(folder, "read.db"), ReadTables.All),
                Raw = new SqliteRawTable(Path.Combine(folder, "raw.db")),
            };

        public override Task<(long Log, long Tables, long Raw)> SizeAsync() =>
            Task.FromResult((Of("hub.db"), Of("read.db"), Of("raw.db")));

        /// <summary>With what is in the write-ahead log still.</summary>
        private long Of(string name) =>
            new DirectoryInfo(folder).EnumerateFiles(name + "*").Sum(file => file.Length);
    }

    private sealed class Postgres(NpgsqlDataSource source) : BenchStore
    {
        private const string LogSchema = "bench_pipeline_log";
        private const string ReadSchema = "bench_pipeline_read";
        private const string RawSchema = "bench_pipeline_raw";

        public static async Task<Postgres> OpenAsync(
            string connection,
            CancellationToken cancellationToken
        )
        {
            var source = NpgsqlDataSource.Create(connection);
            await DropAsync(source);
            return new Postgres(source)
            {
                Log = await PostgresEventLog.OpenAsync(
                    new PostgresLogOptions { ConnectionString = connection, Schema = LogSchema },
                    SystemClock.Instance,
                    cancellationToken
                ),
                Tables = new PostgresReadStore(connection, ReadSchema, ReadTables.All),
                Raw = await PostgresRawTable.CreateAsync(source, RawSchema, cancellationToken),
            };
        }

        public override async Task<(long Log, long Tables, long Raw)> SizeAsync() =>
            (await OfAsync(LogSchema), await OfAsync(ReadSchema), await OfAsync(RawSchema));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await DropAsync(source);
            await source.DisposeAsync();
        }

        private static async Task DropAsync(NpgsqlDataSource source)
        {
            await using var command = source.CreateCommand(
                $"DROP SCHEMA IF EXISTS {LogSchema} CASCADE; "
                    + $"DROP SCHEMA IF EXISTS {ReadSchema} CASCADE; "
                    + $"DROP SCHEMA IF EXISTS {RawSchema} CASCADE"
            );
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        private async Task<long> OfAsync(string schema)
        {
            await using var command = source.CreateCommand(
                "SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c "
                    + "JOIN pg_namespace n ON n.oid = c.relnamespace "
                    + "WHERE n.nspname = $1 AND c.relkind = 'r'"
            );
            command.Parameters.AddWithValue(schema);
            return (long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
        }
    }
}
