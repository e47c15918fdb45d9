using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Writes pages of rows into PostgreSQL; statements travel together.</summary>
internal sealed class PostgresReadTablesWriter : IReadTablesWriter
{
    private const string FollowerName = "read tables";
    private const int StatementsPerTrip = 1_000;

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<RowStatement, string> _texts = [];
    private readonly long _epoch;
    private NpgsqlTransaction? _transaction;

    [SuppressMessage(
        "Usage",
        "CA2213:Disposable fields should be disposed",
        Justification = "EndAsync disposes it, with its transaction."
    )]
    private NpgsqlBatch? _batch;

    private PostgresReadTablesWriter(NpgsqlConnection connection, long epoch, long offset)
    {
        _connection = connection;
        _epoch = epoch;
        Offset = offset;
    }

    /// <inheritdoc/>
    public long Offset { get; private set; }

    public static async Task<PostgresReadTablesWriter> ClaimAsync(
        NpgsqlConnection connection,
        string owner,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "UPDATE progress SET epoch = epoch + 1, owner = $1 WHERE id = 1 RETURNING epoch, done",
            connection
        )
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = owner } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new PostgresReadTablesWriter(connection, row.GetInt64(0), row.GetInt64(1));
    }

    /// <inheritdoc/>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _transaction = await _connection.BeginTransactionAsync(cancellationToken);
        _batch = new NpgsqlBatch(_connection, _transaction);
        await using var command = new NpgsqlCommand(
            "SELECT epoch, done FROM progress FOR UPDATE",
            _connection,
            _transaction
        );
        long epoch;
        long done;
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            epoch = row.GetInt64(0);
            done = row.GetInt64(1);
        }

        if (epoch != _epoch || done != Offset)
        {
            await RollbackAsync();
            throw new FollowerLostException(new FollowerClaim(FollowerName, _epoch, Offset));
        }
    }

    /// <inheritdoc/>
    public void Run(RowStatement statement, params ReadOnlySpan<SqlValue> values)
    {
        var command = Command(TextOf(statement));
        foreach (var value in values)
        {
            command.Parameters.Add(
                new NpgsqlParameter
                {
                    NpgsqlDbType = value.IsText ? NpgsqlDbType.Text : NpgsqlDbType.Bigint,
                    Value = value.ToParameter(),
                }
            );
        }

        _batch!.BatchCommands.Add(command);
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_batch!.BatchCommands.Count >= StatementsPerTrip)
        {
            await SendAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task CommitAsync(long offset, CancellationToken cancellationToken)
    {
        Run(ReadProgress.Advance, offset);
        await SendAsync(cancellationToken);
        await _transaction!.CommitAsync(CancellationToken.None);
        await EndAsync();
        Offset = offset;
    }

    /// <inheritdoc/>
    public async Task RollbackAsync()
    {
        await _transaction!.RollbackAsync(CancellationToken.None);
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _connection.DisposeAsync();
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "Statements are constants; values travel as parameters."
    )]
    private static NpgsqlBatchCommand Command(string sql) => new(sql);

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await _batch!.ExecuteNonQueryAsync(cancellationToken);
        _batch.BatchCommands.Clear();
    }

    private async Task EndAsync()
    {
        if (_transaction is not null)
        {
            await _batch!.DisposeAsync();
            await _transaction.DisposeAsync();
            _batch = null;
            _transaction = null;
        }
    }

    private string TextOf(RowStatement statement)
    {
        if (!_texts.TryGetValue(statement, out var text))
        {
            text = statement.Numbered();
            _texts.Add(statement, text);
        }

        return text;
    }
}
