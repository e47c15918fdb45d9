namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>Where a SQLite log is, and how it commits.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>The database file; made with its folder when it is missing. On a local disk: its
    /// locks do not hold on a network share.</summary>
    public required string Path { get; init; }

    /// <summary>Sizes of the group commit.</summary>
    public GroupCommitLimits GroupCommit { get; init; } = new();

    /// <summary>Bytes of write-ahead log after which it is copied into the database file.</summary>
    public long CheckpointBytes { get; init; } = 64L * 1024 * 1024;
}
