namespace Tieout.Conventions.Tests.Reading;

/// <summary>The checkout that these tests were built from, as it stands on disk.</summary>
internal static class Repository
{
    private const string Mark = "Tieout.slnx";

    public static string Root { get; } = FindRoot();

    /// <summary>What git does not keep; read from its own list.</summary>
    public static IgnoreList Ignored { get; } =
        new(File.ReadAllLines(Path.Combine(Root, ".gitignore")));

    /// <summary>Every file that git keeps or would keep, by its path from the root.</summary>
    public static IReadOnlyList<TextFile> Files { get; } =
    [.. Walk(Root).Order(StringComparer.Ordinal).Select(TextFile.Read)];

    /// <summary>The C# of the product, the tests and the benchmarks.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
    [
        .. Files
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => new SourceFile(file.Path, file.Text)),
    ];

    public static IEnumerable<SourceFile> ProductSources =>
        Sources.Where(source => source.Path.StartsWith("src/", StringComparison.Ordinal));

    public static IReadOnlyList<ProjectFile> Projects { get; } =
    [
        .. Files
            .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => new ProjectFile(file.Path, file.Text)),
    ];

    public static bool Exists(string path)
    {
        var full = Path.Combine(Root, path);
        return File.Exists(full) || Directory.Exists(full);
    }

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Names of files and folders in the root; folders end with a slash.</summary>
    public static IEnumerable<string> RootEntries() =>
        Directory
            .EnumerateFileSystemEntries(Root)
            .Select(path => Path.GetFileName(path) + (Directory.Exists(path) ? "/" : string.Empty))
            .Where(name => !Ignored.Covers(name));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (!Ignored.Covers(Path.GetFileName(path)))
            {
                yield return path;
            }
        }

        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(path) + "/";
            if (!Ignored.Covers(name) && !IsBuildOutput(name))
            {
                foreach (var file in Walk(path))
                {
                    yield return file;
                }
            }
        }
    }

    /// <summary>Editors that ignore the artifacts setting leave these.</summary>
    private static bool IsBuildOutput(string name) => name is "bin/" or "obj/";

    /// <summary>From the binaries: deterministic builds rewrite the paths of source files.</summary>
    private static string FindRoot()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above the tests holds {Mark}.");
    }
}
