using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tieout.Sandbox.Serving;

/// <summary>SQL in one transaction. What is interpolated becomes a parameter, never text.</summary>
internal sealed class StoreTransaction : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction? _transaction;

    public StoreTransaction(
        SqliteConnection connection,
        bool isDeferred = false,
        bool isolated = true
    )
    {
        _connection = connection;
        _transaction = isolated ? connection.BeginTransaction(isDeferred) : null;
    }

    public int Execute(FormattableString sql)
    {
        using var command = Command(sql);
        return command.ExecuteNonQuery();
    }

    /// <summary>Executes an INSERT.</summary>
    /// <returns>The new row's id.</returns>
    public long Insert(FormattableString sql)
    {
        Execute(sql);
        return Number($"SELECT last_insert_rowid()") ?? 0;
    }

    public IReadOnlyList<T> Rows<T>(FormattableString sql, Func<SqliteDataReader, T> read)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public T? First<T>(FormattableString sql, Func<SqliteDataReader, T> read)
        where T : class => Rows(sql, read) is [var first, ..] ? first : null;

    public long? Number(FormattableString sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar() is long number ? number : null;
    }

    public void Commit() => _transaction?.Commit();

    public void Dispose() => _transaction?.Dispose();

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The text is a literal's format; every argument is a parameter."
    )]
    private SqliteCommand Command(FormattableString sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        var names = new object[sql.ArgumentCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = $"@p{i.ToString(CultureInfo.InvariantCulture)}";
            command.Parameters.AddWithValue((string)names[i], Stored(sql.GetArgument(i)));
        }

        command.CommandText = string.Format(CultureInfo.InvariantCulture, sql.Format, names);
        return command;
    }

    private static object Stored(object? value) =>
        value switch
        {
            null => DBNull.Value,
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            _ => value,
        };
}
