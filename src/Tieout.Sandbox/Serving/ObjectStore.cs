using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Tieout.Sandbox.Serving;

/// <summary>The records of a simulated system, in SQLite: in memory, or in a file that stays.</summary>
/// <remarks>
/// One caller at a time. A change is one transaction: what throws leaves everything as it was. A
/// look-up by id is logarithmic, everything else reads all records of its kind.
/// </remarks>
internal sealed class ObjectStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private StoreTransaction? _transaction;

    /// <summary>Opens the file or makes it; without a path nothing stays.</summary>
    /// <exception cref="SqliteException">The path cannot be a database, or is in use.</exception>
    public ObjectStore(string? path)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path ?? ":memory:",
            Pooling = false,
        };
        _connection = new SqliteConnection(settings.ToString());
        try
        {
            _connection.Open();
            using var plain = new StoreTransaction(_connection, isolated: false);
            // Exclusive, and taken by the first write: two simulators on one file would draw the
            // same ids.
            _ = plain.Execute($"PRAGMA locking_mode=EXCLUSIVE");
            _ = plain.Execute(
                $"""
                CREATE TABLE IF NOT EXISTS object (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                    kind TEXT NOT NULL, id TEXT NOT NULL,
                    created TEXT NOT NULL, modified TEXT NOT NULL, deleted INTEGER NOT NULL,
                    fields TEXT NOT NULL,
                    UNIQUE (kind, id))
                """
            );
            _ = plain.Execute($"PRAGMA user_version=1");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Does something that no other caller sees half of.</summary>
    /// <typeparam name="T">What it comes to.</typeparam>
    /// <param name="work">May call everything else here; what it throws undoes its changes.</param>
    public T Change<T>(Func<T> work)
    {
        lock (_gate)
        {
            if (_transaction is not null)
            {
                return work();
            }

            _transaction = new StoreTransaction(_connection);
            try
            {
                var result = work();
                _transaction.Commit();
                return result;
            }
            finally
            {
                _transaction.Dispose();
                _transaction = null;
            }
        }
    }

    /// <summary>Does something within <see cref="Change"/> that may fail by itself.</summary>
    /// <param name="work">Tells whether it succeeded; when not, its changes are undone.</param>
    public bool Attempt(Func<bool> work) =>
        Change(() =>
        {
            _ = _transaction!.Execute($"SAVEPOINT attempt");
            var isDone = work();
            if (!isDone)
            {
                _ = _transaction.Execute($"ROLLBACK TO attempt");
            }

            _ = _transaction.Execute($"RELEASE attempt");
            return isDone;
        });

    /// <summary>A record, also one that is deleted; none when there never was one.</summary>
    public StoredObject? Find(string kind, string id) =>
        Change(() =>
            _transaction!.First(
                $"""
                SELECT kind, id, sequence, created, modified, deleted, fields FROM object
                WHERE kind = {kind} AND id = {id}
                """,
                Read
            )
        );

    /// <summary>Every record of a kind in the order of creation, deleted ones included.</summary>
    public IReadOnlyList<StoredObject> All(string kind) =>
        Change(() =>
            _transaction!.Rows(
                $"""
                SELECT kind, id, sequence, created, modified, deleted, fields FROM object
                WHERE kind = {kind} ORDER BY sequence
                """,
                Read
            )
        );

    /// <summary>Makes a record.</summary>
    /// <exception cref="SqliteException">The id is taken.</exception>
    public StoredObject Add(string kind, string id, DateTimeOffset now, JsonObject fields) =>
        Change(() =>
        {
            var sequence = _transaction!.Insert(
                $"""
                INSERT INTO object (kind, id, created, modified, deleted, fields)
                VALUES ({kind}, {id}, {Text(now)}, {Text(now)}, 0, {fields.ToJsonString()})
                """
            );
            return new StoredObject(kind, id, sequence, now, now, IsDeleted: false, fields);
        });

    /// <summary>Replaces what is stored under the record's kind and id.</summary>
    public void Put(StoredObject changed) =>
        Change(() =>
            _transaction!.Execute(
                $"""
                UPDATE object SET modified = {Text(changed.Modified)},
                    deleted = {changed.IsDeleted}, fields = {changed.Fields.ToJsonString()}
                WHERE kind = {changed.Kind} AND id = {changed.Id}
                """
            )
        );

    /// <summary>Removes a record for good, as systems without a recycle bin do.</summary>
    public void Remove(string kind, string id) =>
        Change(() =>
            _transaction!.Execute($"DELETE FROM object WHERE kind = {kind} AND id = {id}")
        );

    /// <summary>Closes the database when whoever changes it is done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _transaction?.Dispose();
            _connection.Dispose();
        }
    }

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static StoredObject Read(SqliteDataReader row) =>
        new(
            Kind: row.GetString(0),
            Id: row.GetString(1),
            Sequence: row.GetInt64(2),
            Created: Instant(row.GetString(3)),
            Modified: Instant(row.GetString(4)),
            IsDeleted: row.GetBoolean(5),
            Fields: JsonNode.Parse(row.GetString(6))!.AsObject()
        );

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
