namespace Tieout.Connectors.LegacyErp;

/// <summary>Knows which files were read as they are.</summary>
internal sealed class FileLooks
{
    private readonly Dictionary<string, (long Length, DateTime Changed)> _seen = new(
        StringComparer.Ordinal
    );

    /// <summary>It was not seen before, or has changed since; it counts as seen from here on.</summary>
    public bool IsNew(FileInfo file)
    {
        var look = (file.Length, file.LastWriteTimeUtc);
        if (_seen.TryGetValue(file.FullName, out var last) && last == look)
        {
            return false;
        }

        _seen[file.FullName] = look;
        return true;
    }

    /// <summary>It could not be read.</summary>
    public void Forget(FileInfo file) => _seen.Remove(file.FullName);
}
