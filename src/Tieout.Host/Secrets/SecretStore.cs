using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using NodaTime.Text;
using Tieout.Host.Configuration;

namespace Tieout.Host.Secrets;

/// <summary>
/// The encrypted store of secrets: a SQLite file beside the hub's data. Names and times are in
/// clear, values are encrypted each for its name, and the keys are elsewhere (<see cref="KeyRing"/>).
/// </summary>
/// <param name="folder">The hub's data folder; absolute.</param>
public sealed class SecretStore(string folder, KeyRing keys)
{
    private const long Version = 1;

    private const string Table = """
        CREATE TABLE secret(
          name   TEXT PRIMARY KEY,
          value  TEXT NOT NULL,   -- encrypted
          set_at TEXT NOT NULL) STRICT;
        PRAGMA user_version = 1;
        """;

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(folder, "secrets.db");

    /// <summary>Keeps a value under a name; true when there was one before.</summary>
    /// <exception cref="SecretMissingException">The keys or the file cannot be used.</exception>
    public bool Set(SecretName name, string value, Instant now)
    {
        RequireApart();
        RequireOpened(name);
        var text = Protected(name, value);
        return Guard(() =>
        {
            Make();
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: false);
            if (IsEmpty(connection))
            {
                _ = Execute(connection, Table);
            }

            var replaced = Execute(connection, "DELETE FROM secret WHERE name = $name", name);
            using var insert = Command(
                connection,
                "INSERT INTO secret VALUES ($name, $value, $set)",
                name
            );
            _ = insert.Parameters.AddWithValue("$value", text);
            _ = insert.Parameters.AddWithValue("$set", InstantPattern.ExtendedIso.Format(now));
            _ = insert.ExecuteNonQuery();
            transaction.Commit();
            return replaced > 0;
        });
    }

    /// <summary>One store has one ring of keys; entries of two could never be used together.</summary>
    private void RequireOpened(SecretName name)
    {
        var entries = Guard(Entries);
        var closed = entries.FindAll(x => x.Name != name && !IsOpened(x.Name, x.Text));
        // Where its own entry opens, the ring is the right one, and another is damaged.
        if (closed.Count > 0 && !entries.Exists(x => x.Name == name && IsOpened(x.Name, x.Text)))
        {
            var names = string.Join(", ", closed.Select(x => x.Name));
            if (keys.WhyBroken() is { } why)
            {
                throw new SecretMissingException(
                    $"What is in {File} cannot be opened: {names}. {why}"
                );
            }

            throw new SecretMissingException(
                $"The keys in {keys.Folder} do not open what is in {File}: {names}. Run as the user who "
                    + $"set the secrets, or name the folder of their keys with {KeyRing.FolderVariable}; "
                    + "where the keys are lost, 'tieout secret remove' these first."
            );
        }
    }

    private List<(SecretName Name, string Text)> Entries()
    {
        var entries = new List<(SecretName, string)>();
        using var connection = OpenExisting();
        if (connection is null)
        {
            return entries;
        }

        using var command = Command(connection, "SELECT name, value FROM secret ORDER BY name");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (SecretName.TryParse(row.GetString(0), out var name))
            {
                entries.Add((name, row.GetString(1)));
            }
        }

        return entries;
    }

    private bool IsOpened(SecretName name, string text)
    {
        try
        {
            _ = keys.Unprotect(name, text);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw KeysUnusable(e);
        }
    }

    private string Protected(SecretName name, string value)
    {
        try
        {
            return keys.Protect(name, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw KeysUnusable(e);
        }
    }

    private SecretMissingException KeysUnusable(Exception e) =>
        new(
            $"The keys of the store of secrets in {keys.Folder} cannot be used: {e.Message} Run "
                + $"as the user who set the secrets, or name the folder with {KeyRing.FolderVariable}.",
            e
        );

    /// <summary>Names and times by name; needs no key.</summary>
    /// <exception cref="SecretMissingException">The file cannot be read.</exception>
    public IReadOnlyList<StoredSecret> List() =>
        Guard(() =>
        {
            var found = new List<StoredSecret>();
            using var connection = OpenExisting();
            if (connection is not null)
            {
                using var command = Command(
                    connection,
                    "SELECT name, set_at FROM secret ORDER BY name"
                );
                using var row = command.ExecuteReader();
                while (row.Read())
                {
                    found.Add(
                        new StoredSecret(
                            row.GetString(0),
                            InstantPattern.ExtendedIso.Parse(row.GetString(1)).Value
                        )
                    );
                }
            }

            return found;
        });

    /// <summary>Forgets a secret; false when there is none of that name.</summary>
    /// <exception cref="SecretMissingException">The file cannot be read.</exception>
    public bool Remove(SecretName name) =>
        Guard(() =>
        {
            using var connection = OpenExisting();
            return connection is not null
                && Execute(connection, "DELETE FROM secret WHERE name = $name", name) > 0;
        });

    /// <summary>The secret itself.</summary>
    /// <exception cref="SecretMissingException">It is not there, or cannot be opened.</exception>
    public string Read(SecretName name)
    {
        RequireApart();
        var text =
            Guard(() =>
            {
                using var connection = OpenExisting();
                if (connection is null)
                {
                    return null;
                }

                using var command = Command(
                    connection,
                    "SELECT value FROM secret WHERE name = $name",
                    name
                );
                return (string?)command.ExecuteScalar();
            })
            ?? throw new SecretMissingException(
                $"The store of secrets {File} has no '{name}'; 'tieout secret set {name}' keeps it there."
            );
        try
        {
            return keys.Unprotect(name, text);
        }
        catch (CryptographicException e) when (keys.WhyBroken() is { } why)
        {
            throw new SecretMissingException(
                $"The secret '{name}' in {File} cannot be opened. {why}",
                e
            );
        }
        catch (CryptographicException e)
        {
            throw new SecretMissingException(
                $"The secret '{name}' in {File} cannot be opened: its key is not in {keys.Folder}, or "
                    + "the entry is damaged. Bring back the folder of keys that it was set with "
                    + $"({KeyRing.FolderVariable} names it), or 'tieout secret set {name}' again.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw KeysUnusable(e);
        }
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "Every text is a literal of this file; names and values are parameters."
    )]
    private static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        SecretName? name = null
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (name is not null)
        {
            _ = command.Parameters.AddWithValue("$name", name.Text);
        }

        return command;
    }

    private static int Execute(SqliteConnection connection, string sql, SecretName? name = null)
    {
        using var command = Command(connection, sql, name);
        return command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A copy of the data must not have the keys in it.</summary>
    private void RequireApart()
    {
        var way = Path.GetRelativePath(Real(folder), Real(keys.Folder));
        var isWithin =
            !Path.IsPathRooted(way)
            && !way.Split(Path.DirectorySeparatorChar)[0].Equals("..", StringComparison.Ordinal);
        if (isWithin)
        {
            throw new SecretMissingException(
                $"The keys of the store of secrets would be in {keys.Folder}, within the hub's data "
                    + $"folder {folder}: whoever copies that has both. Name a folder outside of it "
                    + $"with {KeyRing.FolderVariable}."
            );
        }
    }

    /// <summary>Where a folder is that may be a link, or may not be there yet.</summary>
    private static string Real(string path)
    {
        var target = Directory.Exists(path)
            ? new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)
            : null;
        return target?.FullName ?? Path.GetFullPath(path);
    }

    /// <summary>The file, its owner's only, where there is none.</summary>
    private void Make()
    {
        _ = Directory.CreateDirectory(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(File, options).Dispose();
    }

    /// <summary>None where there is no file, or nothing in it yet.</summary>
    private SqliteConnection? OpenExisting()
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        var connection = Open();
        try
        {
            if (!IsEmpty(connection))
            {
                return connection;
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = File,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 30,
            }.ConnectionString
        );
        connection.Open();
        // What is removed or replaced is overwritten in the file; its journal is deleted as it is.
        _ = Execute(connection, "PRAGMA secure_delete = ON");
        return connection;
    }

    /// <summary>No table yet: made, and not written before its maker ended.</summary>
    private bool IsEmpty(SqliteConnection connection)
    {
        // Tables before version: another process may make both in between, and then the version says so.
        var tables = Number(connection, "SELECT COUNT(*) FROM sqlite_schema");
        var version = Number(connection, "PRAGMA user_version");
        if (version == Version)
        {
            return false;
        }

        return version == 0 && tables == 0
            ? true
            : throw new SecretMissingException(
                $"{File} is not a store of secrets that this version can read. Use the version of "
                    + "tieout that wrote it, or move the file away and set its secrets again."
            );
    }

    private T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SqliteException e)
            when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            throw new SecretMissingException(
                $"The store of secrets {File} is in use by another process; try again.",
                e
            );
        }
        catch (SqliteException e)
        {
            throw new SecretMissingException(
                $"The store of secrets {File} cannot be used: {e.Message} Bring it back from a "
                    + "backup, or move it away and set its secrets again.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretMissingException(
                $"The store of secrets {File} cannot be used: {e.Message}",
                e
            );
        }
    }
}
