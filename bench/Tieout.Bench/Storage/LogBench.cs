using System.Globalization;
using Npgsql;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Postgres;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Bench.Storage;

/// <summary>Measures the raw limit, then the event log with the same bytes; prints both and the
/// ratio.</summary>
internal static class LogBench
{
    public static Task RunAsync(LogBenchSettings settings, CancellationToken cancellationToken) =>
        settings.Store switch
        {
            "sqlite" => RunSqliteAsync(settings, cancellationToken),
            "postgres" => RunPostgresAsync(settings, cancellationToken),
            _ => throw new ArgumentException(
                $"No store is called {settings.Store}.",
                nameof(settings)
            ),
        };

    private static async Task RunSqliteAsync(
        LogBenchSettings settings,
        CancellationToken cancellationToken
    )
    {
        var folder = settings.Path ?? Directory.CreateTempSubdirectory("tieout-bench-").FullName;
        Directory.CreateDirectory(folder);
        try
        {
            var raw = await Measurement.OfAsync(
                settings.Rows,
                () =>
                    RawInsertLimit.SqliteAsync(
                        Path.Combine(folder, "raw.db"),
                        settings.Rows,
                        new byte[settings.Bytes]
                    )
            );
            Print("raw insert", raw, raw);
            foreach (var batch in settings.Batches)
            {
                var path = Path.Combine(folder, $"log-{batch}.db");
                await using var log = SqliteEventLog.Open(
                    new SqliteLogOptions { Path = path },
                    SystemClock.Instance
                );
                Print(
                    $"log, batch {batch}",
                    await LoadAsync(log, settings, batch, cancellationToken),
                    raw
                );
                await log.DisposeAsync();
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"    {new FileInfo(path).Length / settings.Rows} bytes per event"
                    )
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunPostgresAsync(
        LogBenchSettings settings,
        CancellationToken cancellationToken
    )
    {
        var connection =
            settings.Connection
            ?? throw new ArgumentException("--connection is missing.", nameof(settings));
        await using var source = NpgsqlDataSource.Create(connection);
        var data = new byte[settings.Bytes];
        await PrepareRawAsync(source, cancellationToken);
        var copy = await Measurement.OfAsync(
            settings.Rows,
            () => RawInsertLimit.PostgresCopyAsync(source, settings.Rows, data)
        );
        await PrepareRawAsync(source, cancellationToken);
        var raw = await Measurement.OfAsync(
            settings.Rows,
            () => RawInsertLimit.PostgresUnnestAsync(source, settings.Rows, data)
        );
        Print("raw COPY", copy, raw);
        Print("raw unnest", raw, raw);
        foreach (var batch in settings.Batches)
        {
            await ExecuteAsync(
                source,
                "DROP SCHEMA IF EXISTS bench_log CASCADE",
                cancellationToken
            );
            await using var log = await PostgresEventLog.OpenAsync(
                new PostgresLogOptions { ConnectionString = connection, Schema = "bench_log" },
                SystemClock.Instance,
                cancellationToken
            );
            Print(
                $"log, batch {batch}",
                await LoadAsync(log, settings, batch, cancellationToken),
                raw
            );
        }

        await ExecuteAsync(
            source,
            "DROP SCHEMA bench_raw CASCADE; DROP SCHEMA bench_log CASCADE",
            cancellationToken
        );
    }

    private static Task PrepareRawAsync(
        NpgsqlDataSource source,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            source,
            "DROP SCHEMA IF EXISTS bench_raw CASCADE; CREATE SCHEMA bench_raw;"
                + "CREATE TABLE bench_raw.plain(id bigint PRIMARY KEY, data bytea NOT NULL);"
                + "ALTER TABLE bench_raw.plain ALTER data SET STORAGE MAIN;",
            cancellationToken
        );

    private static async Task ExecuteAsync(
        NpgsqlDataSource source,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Task<Measurement> LoadAsync(
        IEventLog log,
        LogBenchSettings settings,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var appends = settings.Rows / batch / settings.Producers;
        var rows = appends * settings.Producers * batch;
        return Measurement.OfAsync(
            rows,
            () =>
                Task.WhenAll(
                    Enumerable
                        .Range(0, settings.Producers)
                        .Select(producer =>
                            Task.Run(
                                () => ProduceAsync(log, settings, producer, appends, batch),
                                cancellationToken
                            )
                        )
                )
        );
    }

    /// <summary>One producer: its own streams in turn, the next append when the last is durable.
    /// </summary>
    private static async Task ProduceAsync(
        IEventLog log,
        LogBenchSettings settings,
        int producer,
        int appends,
        int batch
    )
    {
        var own = Math.Max(1, settings.Streams / settings.Producers);
        var versions = new long[own];
        var data = new byte[settings.Bytes];
        for (var n = 0; n < appends; n++)
        {
            var slot = (int)(unchecked((uint)n * 2_654_435_761u) % (uint)own);
            var events = new NewEvent[batch];
            for (var i = 0; i < batch; i++)
            {
                var key = settings.Keys
                    ? $"te-{producer:D3}-{slot:D5}-{versions[slot] + i:D7}"
                    : null;
                events[i] = new NewEvent("time-entry-received", 1, data, key, null);
            }

            var stream = new StreamId("engagement", $"E-{producer:D3}-{slot:D5}");
            await log.AppendAsync(stream, versions[slot], events, CancellationToken.None);
            versions[slot] += batch;
        }
    }

    private static void Print(string what, Measurement measured, Measurement raw) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -16} {measured.PerSecond, 10:N0}/s {measured.MicrosecondsEach, 7:F1} us"
                    + $" {measured.PerSecond / raw.PerSecond, 7:P0} of raw"
            )
        );
}
