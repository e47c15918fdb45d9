using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>Copies the write-ahead log into the database file, from a connection of its own: no
/// append pays for it.</summary>
internal sealed class SqliteCheckpointer(SqliteConnection connection, long bytes) : IDisposable
{
    private const int CommitsBetweenLooks = 16;
    private const int NoCopy = -1;

    private readonly long _pagesMax = bytes / 4096;
    private int _commits;

    /// <summary>Whether the log has grown beyond its bound; looks at every sixteenth commit.
    /// </summary>
    public bool IsDue(IReadOnlyList<AppendRequest> group)
    {
        if (group.Count == 0 || ++_commits < CommitsBetweenLooks)
        {
            return false;
        }

        _commits = 0;
        var (pages, copied) = Checkpoint(NoCopy);
        return pages - copied > _pagesMax;
    }

    /// <summary>Copies what no reader holds back; waits for nobody.</summary>
    /// <returns>Whether the log was copied to its end.</returns>
    public bool Copy()
    {
        var (pages, copied) = Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
        return pages == copied;
    }

    public void Dispose() => connection.Dispose();

    private (int Pages, int Copied) Checkpoint(int mode)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(
            connection.Handle,
            "main",
            mode,
            out var pages,
            out var copied
        );

        // A copy that fails costs nothing but space: the next look finds the log still long.
        return result == raw.SQLITE_OK ? (pages, copied) : (0, 0);
    }
}
