namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>Keeps a second hub process off a database file. The operating system lets go of it
/// when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Takes the file for this process.</summary>
    /// <exception cref="StoreInUseException">Another hub has it.</exception>
    public static StoreLock Take(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            return new StoreLock(
                new FileStream(
                    full + ".lock",
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            throw new StoreInUseException(
                full,
                $" (it holds {full}.lock). A SQLite file serves one hub process: stop the other "
                    + "one, name another file, or use PostgreSQL.",
                e
            );
        }
    }

    /// <summary>Lets go. The file stays: removing it could take it from under the next holder.
    /// </summary>
    public void Dispose() => _file.Dispose();
}
