namespace Tieout.Host.Configuration;

/// <summary>Where the hub keeps its log and its read tables.</summary>
public abstract record StoreSettings
{
    private StoreSettings() { }

    /// <summary>Two files on a local disk, for one hub process.</summary>
    /// <param name="Path">Of the log; absolute. The read tables are beside it.</param>
    public sealed record SqliteFile(string Path) : StoreSettings
    {
        /// <summary>The read tables: the log's name with <c>-read</c>.</summary>
        public string ReadPath =>
            System.IO.Path.Combine(
                System.IO.Path.GetDirectoryName(Path)!,
                System.IO.Path.GetFileNameWithoutExtension(Path)
                    + "-read"
                    + System.IO.Path.GetExtension(Path)
            );
    }

    /// <summary>Two schemas of a PostgreSQL database.</summary>
    /// <param name="Connection">An Npgsql connection string, which may hold a password.</param>
    /// <param name="Schema">Of the log; the read tables are in <c>{Schema}_read</c>.</param>
    public sealed record PostgresDatabase(SecretReference Connection, string Schema) : StoreSettings
    {
        /// <summary>The schema of the read tables.</summary>
        public string ReadSchema => Schema + "_read";
    }
}
