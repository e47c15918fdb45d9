using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>The read tables as they are at one moment; asks as often as needed.</summary>
public sealed class ReadSnapshot : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly Func<string, string> _listed;

    /// <summary>A moment that a store has opened.</summary>
    /// <param name="connection">Its own; closed when the moment is over.</param>
    /// <param name="transaction">What holds the moment.</param>
    /// <param name="listed">A comparison with the texts of a parameter that is a JSON array.</param>
    internal ReadSnapshot(
        DbConnection connection,
        DbTransaction transaction,
        Func<string, string> listed
    )
    {
        _connection = connection;
        _transaction = transaction;
        _listed = listed;
    }

    /// <summary>A condition on a column: it holds one of the texts of a parameter of any length.
    /// </summary>
    /// <param name="column">A column of texts.</param>
    /// <param name="parameter">Without its @; its value is made by <see cref="ListOf"/>.</param>
    public string IsListed(string column, string parameter) => $"{column} {_listed(parameter)}";

    /// <summary>The value of a parameter for <see cref="IsListed"/>.</summary>
    public static SqlValue ListOf(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    /// <summary>The sequence of the last event that the tables hold.</summary>
    public async Task<long> ReadOffsetAsync(CancellationToken cancellationToken) =>
        (
            await ListAsync(
                "SELECT done FROM progress WHERE id = 1",
                row => row.GetInt64(0),
                cancellationToken
            )
        )[0];

    /// <summary>The rows of a query with named parameters, <c>@work</c>.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params IReadOnlyList<(string Name, SqlValue Value)> parameters
    )
    {
        var rows = new List<T>();
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The same, row by row, for what does not fit into memory.</summary>
    internal async Task EachAsync(
        string sql,
        Action<DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(sql, []);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            read(reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "Callers pass constant texts; values travel as parameters."
    )]
    private DbCommand Command(string sql, IReadOnlyList<(string Name, SqlValue Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = value.IsText ? System.Data.DbType.String : System.Data.DbType.Int64;
            parameter.Value = value.ToParameter();
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
