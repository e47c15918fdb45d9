namespace Tieout.Runtime.Storage;

/// <summary>Another hub process has the file open.</summary>
public sealed class StoreInUseException(string path, Exception inner)
    : Exception(
        $"Another hub is running on {path} (it holds {path}.lock). A SQLite file serves one hub "
            + "process: stop the other one, name another file, or use PostgreSQL.",
        inner
    )
{
    public string Path { get; } = path;
}
