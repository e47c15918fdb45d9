namespace Tieout.Runtime.Storage;

/// <summary>Another hub process has the store.</summary>
/// <param name="path">The file, or the schema of the database.</param>
public sealed class StoreInUseException(string path, string next, Exception? inner = null)
    : Exception($"Another hub is running on {path}{next}", inner)
{
    public string Path { get; } = path;
}
