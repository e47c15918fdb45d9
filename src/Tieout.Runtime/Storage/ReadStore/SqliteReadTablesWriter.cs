using Microsoft.Data.Sqlite;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Writes pages of rows into a SQLite file; each statement runs at once.</summary>
internal sealed class SqliteReadTablesWriter : IReadTablesWriter
{
    private const string FollowerName = "read tables";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<RowStatement, SqliteStatement> _prepared = [];
    private readonly SqliteStatement _progress;
    private readonly long _epoch;

    private SqliteReadTablesWriter(SqliteConnection connection, long epoch, long offset)
    {
        _connection = connection;
        _epoch = epoch;
        Offset = offset;
        _progress = new SqliteStatement(connection, "SELECT epoch, done FROM progress");
    }

    /// <inheritdoc/>
    public long Offset { get; private set; }

    public static SqliteReadTablesWriter Claim(SqliteConnection connection, string owner)
    {
        using var claim = new SqliteStatement(connection, ReadProgress.Claim.Sql);
        using var progress = new SqliteStatement(connection, "SELECT epoch, done FROM progress");
        SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");
        claim.Bind(1, owner).Run();
        progress.Step();
        var writer = new SqliteReadTablesWriter(connection, progress.Int64(0), progress.Int64(1));
        progress.Reset();
        SqliteSchema.Execute(connection, "COMMIT");
        return writer;
    }

    /// <inheritdoc/>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqliteSchema.Execute(_connection, "BEGIN IMMEDIATE");
        _progress.Step();
        var epoch = _progress.Int64(0);
        var done = _progress.Int64(1);
        _progress.Reset();
        if (epoch != _epoch || done != Offset)
        {
            SqliteSchema.Execute(_connection, "ROLLBACK");
            throw new FollowerLostException(new FollowerClaim(FollowerName, _epoch, Offset));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Run(RowStatement statement, params ReadOnlySpan<SqlValue> values)
    {
        var prepared = Prepared(statement);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].IsText)
            {
                prepared.Bind(i + 1, values[i].Text);
            }
            else
            {
                prepared.Bind(i + 1, values[i].Number);
            }
        }

        prepared.Run();
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public Task CommitAsync(long offset, CancellationToken cancellationToken)
    {
        Run(ReadProgress.Advance, offset);
        SqliteSchema.Execute(_connection, "COMMIT");
        Offset = offset;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RollbackAsync()
    {
        SqliteSchema.Execute(_connection, "ROLLBACK");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _progress.Dispose();
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        return _connection.DisposeAsync();
    }

    private SqliteStatement Prepared(RowStatement statement)
    {
        if (!_prepared.TryGetValue(statement, out var prepared))
        {
            prepared = new SqliteStatement(_connection, statement.Sql);
            _prepared.Add(statement, prepared);
        }

        return prepared;
    }
}
