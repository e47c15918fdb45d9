namespace Tieout.Connectors.Files.Reading;

/// <summary>A file as it was found.</summary>
/// <param name="System">The connection's name.</param>
/// <param name="ChangedTicks">Last change, in 100 nanoseconds since 1970 UTC.</param>
internal sealed record SourceFile(
    string System,
    string Path,
    string Name,
    long Length,
    long ChangedTicks
)
{
    public bool IsJson => Name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    public static SourceFile Of(string system, FileInfo file) =>
        new(
            system,
            file.FullName,
            file.Name,
            file.Length,
            Instant.FromDateTimeUtc(file.LastWriteTimeUtc).ToUnixTimeTicks()
        );

    /// <summary>Size or time has changed since, or the file is gone.</summary>
    public bool HasChanged()
    {
        var now = new FileInfo(Path);
        return !now.Exists
            || now.Length != Length
            || Instant.FromDateTimeUtc(now.LastWriteTimeUtc).ToUnixTimeTicks() != ChangedTicks;
    }
}
