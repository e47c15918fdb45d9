using System.Data;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Tieout.Runtime.Storage.Postgres;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Read tables in a schema of a PostgreSQL database.</summary>
public sealed class PostgresReadStore : IReadStore
{
    private readonly string _connectionString;
    private readonly string _schema;
    private readonly IReadOnlyList<ReadTable> _tables;
    private readonly NpgsqlDataSource _source;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="connectionString">Its role may create the schema, or owns it.</param>
    /// <param name="schema">Lower case letters, digits and underscores.</param>
    /// <param name="tables">What it holds.</param>
    public PostgresReadStore(
        string connectionString,
        string schema,
        IReadOnlyList<ReadTable> tables
    )
    {
        _connectionString = connectionString;
        _schema = PostgresSchema.RequireName(schema);
        _tables = tables;
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = _schema,
            TcpKeepAlive = true,
            ApplicationName = "tieout",
        };
        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, 100);
        _source = NpgsqlDataSource.Create(settings);
    }

    /// <inheritdoc/>
    public string Name => $"schema {_schema}";

    /// <inheritdoc/>
    public async Task<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            return new ReadSnapshot(
                connection,
                await connection.BeginTransactionAsync(
                    IsolationLevel.RepeatableRead,
                    cancellationToken
                ),
                list => $"= ANY(ARRAY(SELECT jsonb_array_elements_text(@{list}::jsonb)))"
            );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadTablesWriter> ClaimAsync(
        string owner,
        CancellationToken cancellationToken
    ) =>
        await PostgresReadTablesWriter.ClaimAsync(
            await OpenAsync(cancellationToken, ReadProgress.MarkOf(_tables)),
            owner,
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<IReadStore> CreateBesideAsync(CancellationToken cancellationToken)
    {
        var beside = new PostgresReadStore(_connectionString, $"{_schema}_rebuilt", _tables);
        await beside.DropAsync(cancellationToken);
        await (await beside.OpenAsync(cancellationToken)).DisposeAsync();
        return beside;
    }

    /// <inheritdoc/>
    public async Task<bool> ReplaceWithAsync(IReadStore beside, CancellationToken cancellationToken)
    {
        var other = ((PostgresReadStore)beside)._schema;
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var locked = Command(connection, "SELECT done FROM progress FOR UPDATE");
        await using var theirs = Command(connection, $"SELECT done FROM {other}.progress");
        var done = await locked.ExecuteScalarAsync(cancellationToken);
        if (!Equals(done, await theirs.ExecuteScalarAsync(cancellationToken)))
        {
            return false;
        }

        foreach (var table in _tables)
        {
            await ExecuteAsync(
                connection,
                $"DELETE FROM {table.Name}; INSERT INTO {table.Name} ({table.Names}) "
                    + $"SELECT {table.Names} FROM {other}.{table.Name}",
                cancellationToken
            );
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <inheritdoc/>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            $"DROP SCHEMA IF EXISTS {_schema} CASCADE",
            cancellationToken
        );
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The schemas' names are checked; nothing else in the texts is a variable."
    )]
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) =>
        new(sql, connection);

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Makes the tables when they are missing; several hubs may try at once.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="table">
    /// Which one tells that they are there. With that of their shape, those of an earlier version are
    /// made anew, to be followed from the log; only who claims them may do that.
    /// </param>
    private async Task<NpgsqlConnection> OpenAsync(
        CancellationToken cancellationToken,
        string table = "progress"
    )
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var exists = Command(
                connection,
                $"SELECT to_regclass('{_schema}.{table}')::text"
            );
            if (await exists.ExecuteScalarAsync(cancellationToken) is not string)
            {
                await CreateAsync(connection, table, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task CreateAsync(
        NpgsqlConnection connection,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            $"SELECT pg_advisory_xact_lock(847002, hashtext('{_schema}'))",
            cancellationToken
        );
        await using var exists = Command(
            connection,
            $"SELECT to_regclass('{_schema}.{table}')::text"
        );
        if (await exists.ExecuteScalarAsync(cancellationToken) is not string)
        {
            var definitions = ReadProgress.Definitions(_tables, "text COLLATE \"C\"", string.Empty);
            await ExecuteAsync(
                connection,
                $"CREATE SCHEMA IF NOT EXISTS {_schema};{await DropsAsync(connection, cancellationToken)}"
                    + string.Join(';', definitions),
                cancellationToken
            );
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Statements that remove tables of an earlier version, and nothing else of the schema.</summary>
    private async Task<string> DropsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var marks = Command(
            connection,
            $"SELECT COALESCE(string_agg(tablename, ','), '') FROM pg_tables WHERE schemaname = '{_schema}' "
                + $"AND starts_with(tablename, '{ReadProgress.MarkPrefix}')"
        );
        var found = (string)(await marks.ExecuteScalarAsync(cancellationToken))!;
        return string.Concat(
            found
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Concat(_tables.Select(table => table.Name))
                .Append("progress")
                .Select(name => $"DROP TABLE IF EXISTS {_schema}.{name};")
        );
    }
}
