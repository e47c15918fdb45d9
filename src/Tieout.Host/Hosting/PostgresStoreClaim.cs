using System.Data;
using Npgsql;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>One hub on a PostgreSQL store: a lock of a session that stays open.</summary>
/// <remarks>
/// The log's fences keep a second hub from doing harm; this keeps it from trying. The database lets
/// go when the session ends, however the process ends.
/// </remarks>
internal sealed class PostgresStoreClaim : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private PostgresStoreClaim(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Takes the schema for this process.</summary>
    /// <exception cref="StoreInUseException">Another hub has it.</exception>
    public static async Task<PostgresStoreClaim> TakeAsync(
        string connectionString,
        string schema,
        CancellationToken cancellationToken
    )
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            KeepAlive = 20,
            ApplicationName = "tieout",
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                "SELECT pg_try_advisory_lock(hashtextextended('tieout hub ' || $1, 0))",
                connection
            );
            command.Parameters.Add(new NpgsqlParameter { DbType = DbType.String, Value = schema });
            return await command.ExecuteScalarAsync(cancellationToken) is true
                ? new PostgresStoreClaim(connection)
                : throw new StoreInUseException(
                    $"schema {schema}",
                    " of the database: stop it, or name another schema. If it has just crashed, "
                        + "the database notices within a minute."
                );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
