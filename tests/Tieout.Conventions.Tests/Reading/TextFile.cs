using System.Text;

namespace Tieout.Conventions.Tests.Reading;

/// <summary>A file by its path from the root, with forward slashes.</summary>
internal sealed record TextFile(string Path, string Text)
{
    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public static TextFile Read(string path) =>
        new(
            System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'),
            File.ReadAllText(path, Encoding.UTF8)
        );
}
