using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;
using Tieout.Runtime.Storage;

namespace Tieout.Bench.Pipeline;

/// <summary>A plain table in PostgreSQL, filled with unnest, which is what one statement can do.
/// </summary>
[SuppressMessage(
    "Security",
    "CA2100:Review SQL queries for security vulnerabilities",
    Justification = "The schema's name is made by the benchmark itself."
)]
internal sealed class PostgresRawTable : RawTable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _insert;

    private PostgresRawTable(NpgsqlConnection connection, string schema)
    {
        _connection = connection;
        _insert = connection.CreateCommand();
        _insert.CommandText =
            $"INSERT INTO {schema}.plain SELECT u.i, u.d FROM unnest($1, $2) AS u(i, d)";
        _insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        _insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
    }

    public static async Task<PostgresRawTable> CreateAsync(
        NpgsqlDataSource source,
        string schema,
        CancellationToken cancellationToken
    )
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var create = connection.CreateCommand();
        create.CommandText =
            $"CREATE SCHEMA {schema}; "
            + $"CREATE TABLE {schema}.plain(id bigint PRIMARY KEY, data bytea NOT NULL); "
            + $"ALTER TABLE {schema}.plain ALTER data SET STORAGE MAIN";
        await create.ExecuteNonQueryAsync(cancellationToken);
        return new PostgresRawTable(connection, schema);
    }

    public override async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    protected override async Task InsertAsync(long after, IReadOnlyList<StoredEvent> rows)
    {
        var ids = new long[rows.Count];
        var bytes = new byte[rows.Count][];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = ++after;
            bytes[i] = rows[i].Data.ToArray();
        }

        _insert.Parameters[0].Value = ids;
        _insert.Parameters[1].Value = bytes;
        await _insert.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
