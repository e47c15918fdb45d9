namespace Tieout.Runtime.Storage;

/// <summary>Another hub process has the store.</summary>
public sealed class StoreInUseException : Exception
{
    /// <summary>A SQLite file.</summary>
    public StoreInUseException(string path, Exception inner)
        : base(
            $"Another hub is running on {path} (it holds {path}.lock). A SQLite file serves one hub "
                + "process: stop the other one, name another file, or use PostgreSQL.",
            inner
        ) => Path = path;

    /// <summary>A schema of a PostgreSQL database.</summary>
    public StoreInUseException(string schema)
        : base(
            $"Another hub is running on schema {schema} of the database: stop it, or name another "
                + "schema. If it has just crashed, the database notices within a minute."
        ) => Path = schema;

    /// <summary>The file or the schema.</summary>
    public string Path { get; }
}
