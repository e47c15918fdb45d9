namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Keeps a second simulated ERP off a file: each draws invoice numbers, and one's faults
/// and tokens would not be the other's. The operating system lets go of it when the process ends,
/// however it ends.</summary>
internal sealed class BooksLock : IDisposable
{
    private readonly FileStream _file;

    private BooksLock(FileStream file) => _file = file;

    /// <summary>Takes the books for this process.</summary>
    /// <exception cref="BooksInUseException">Another one has them.</exception>
    public static BooksLock Take(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return new BooksLock(
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
            throw new BooksInUseException(full, e);
        }
    }

    /// <summary>Lets go. The file stays: removing it could take it from under the next holder.
    /// </summary>
    public void Dispose() => _file.Dispose();
}
