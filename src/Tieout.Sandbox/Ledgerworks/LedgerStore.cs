using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The SQLite file that holds everything the simulated ERP knows.</summary>
/// <remarks>
/// One connection and one transaction per request. WAL with synchronous=FULL: what was answered is
/// on the disk, so that the file outlives its process however that ends.
/// </remarks>
internal sealed class LedgerStore : IDisposable
{
    private readonly Lock _writer = new();
    private readonly string _connectionString;
    private readonly BooksLock _lock;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="BooksInUseException">Another simulated ERP has the file.</exception>
    public LedgerStore(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = 30,
        }.ToString();
        // A path that cannot be a database is refused as such, before anything is put beside it.
        using var connection = Open();
        _lock = BooksLock.Take(path);
        try
        {
            using var transaction = new StoreTransaction(connection, isolated: false);
            transaction.Execute($"PRAGMA journal_mode=WAL");
            LedgerSchema.Create(connection);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Changes the books; a refusal leaves them as they were.</summary>
    public Answer<T> Write<T>(Func<StoreTransaction, Answer<T>> change)
    {
        lock (_writer)
        {
            using var connection = Open();
            using var transaction = new StoreTransaction(connection);
            var answer = change(transaction);
            switch (answer)
            {
                case Answer<T>.Given:
                    transaction.Commit();
                    return answer;
                case Answer<T>.Refused:
                    return answer;
                default:
                    throw new UnreachableException();
            }
        }
    }

    public T Read<T>(Func<StoreTransaction, T> question)
    {
        using var connection = Open();
        using var transaction = new StoreTransaction(connection, isDeferred: true);
        return question(transaction);
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _lock.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
        settings.ExecuteNonQuery();
        return connection;
    }
}
