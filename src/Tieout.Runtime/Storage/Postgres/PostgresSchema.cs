using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Npgsql;

namespace Tieout.Runtime.Storage.Postgres;

/// <summary>The log's tables in a PostgreSQL schema.</summary>
internal static partial class PostgresSchema
{
    public const long Version = 1;

    /// <summary>Any number, as long as all hubs take the same one.</summary>
    private const int LockClass = 847_001;

    /// <summary>The schema's name as it stands in SQL.</summary>
    /// <exception cref="ArgumentException">Not a plain name.</exception>
    public static string RequireName(string schema) =>
        PlainName().IsMatch(schema)
            ? schema
            : throw new ArgumentException(
                "A schema name has 1 to 63 lower case letters, digits and underscores.",
                nameof(schema)
            );

    /// <summary>Connections as the log needs them.</summary>
    public static NpgsqlDataSource Connect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            TcpKeepAlive = true,
        };

        // A hub that freezes inside a transaction must not stop the others.
        settings.Options =
            $"{settings.Options} -c idle_in_transaction_session_timeout=5s"
            + " -c synchronous_commit=on";
        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, 20);
        settings.ApplicationName ??= "tieout";
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>Makes the tables in a new schema; refuses a schema of a newer hub.</summary>
    public static async Task PrepareAsync(
        NpgsqlDataSource source,
        string schema,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            $"SELECT pg_advisory_xact_lock({LockClass}, hashtext('{schema}'))",
            cancellationToken
        );
        var exists = await ScalarAsync(
            connection,
            $"SELECT to_regclass('{schema}.schema_version')::text",
            cancellationToken
        );
        if (exists is not string)
        {
            await ExecuteAsync(connection, Tables(schema), cancellationToken);
        }

        var found = await ScalarAsync(
            connection,
            $"SELECT version FROM {schema}.schema_version",
            cancellationToken
        );
        if (found is not long version || version > Version)
        {
            throw new StoreVersionException($"Schema {schema}", found as long? ?? 0, Version);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The schema's name is checked; nothing else in the text is a variable."
    )]
    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The schema's name is checked; nothing else in the text is a variable."
    )]
    private static async Task<object?> ScalarAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static string Tables(string schema) =>
        $"""
            CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TABLE {schema}.schema_version(version bigint NOT NULL);
            INSERT INTO {schema}.schema_version VALUES (1);
            -- One row; its lock is held until the commit is visible, so that the order of the
            -- sequences is the order of the commits of all hubs, and a rollback leaves no gap.
            CREATE TABLE {schema}.head(id int PRIMARY KEY CHECK (id = 1), sequence bigint NOT NULL)
              WITH (fillfactor = 10);
            INSERT INTO {schema}.head VALUES (1, 0);
            CREATE TABLE {schema}.event_type(
              id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              name text NOT NULL UNIQUE);
            CREATE TABLE {schema}.stream(
              id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              category text COLLATE "C" NOT NULL,
              key      text COLLATE "C" NOT NULL,
              UNIQUE (category, key));
            CREATE TABLE {schema}.event(
              sequence     bigint PRIMARY KEY,
              stream       bigint NOT NULL,
              version      bigint NOT NULL,
              at           timestamptz NOT NULL,  -- writer's clock
              cause        bigint,
              type         smallint NOT NULL,
              schema       smallint NOT NULL,
              key_hash     uuid,                  -- first half of the key's SHA-256
              business_key text,
              data         bytea NOT NULL);
            ALTER TABLE {schema}.event ALTER data SET STORAGE MAIN;
            CREATE UNIQUE INDEX event_fence ON {schema}.event(stream, version);
            -- Keys are never forgotten.
            CREATE UNIQUE INDEX event_business_key ON {schema}.event(stream, key_hash)
              WHERE key_hash IS NOT NULL;
            CREATE TABLE {schema}.snapshot(
              stream  bigint PRIMARY KEY,
              version bigint NOT NULL,
              schema  int NOT NULL,
              data    bytea NOT NULL);
            CREATE TABLE {schema}.follower(
              name     text PRIMARY KEY,
              "offset" bigint NOT NULL,
              epoch    bigint NOT NULL,
              owner    text NOT NULL,
              at       timestamptz NOT NULL);
            """;

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainName();
}
