namespace Tieout.Runtime.Storage.Postgres;

/// <summary>Where a PostgreSQL log is, and how it commits.</summary>
public sealed record PostgresLogOptions
{
    /// <summary>An Npgsql connection string; its role may create the schema, or owns it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The schema of the log's tables: lower case letters, digits, underscores.</summary>
    public string Schema { get; init; } = "hub";

    /// <summary>Sizes of the group commit.</summary>
    public GroupCommitLimits GroupCommit { get; init; } = new();

    /// <summary>How often the head is read for other processes' appends, while somebody waits for
    /// them; at most 100 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);
}
