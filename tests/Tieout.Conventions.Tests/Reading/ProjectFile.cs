using System.Xml.Linq;

namespace Tieout.Conventions.Tests.Reading;

/// <summary>What a project file says it needs.</summary>
internal sealed class ProjectFile(string path, string text)
{
    private readonly XDocument _document = XDocument.Parse(text);

    public string Path { get; } = path;

    public string Text { get; } = text;

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    public IEnumerable<string> Projects =>
        Included("ProjectReference")
            .Select(x => System.IO.Path.GetFileNameWithoutExtension(x.Replace('\\', '/')));

    public IEnumerable<string> Packages => Included("PackageReference");

    private IEnumerable<string> Included(string element) =>
        _document
            .Descendants(element)
            .Select(x => (string?)x.Attribute("Include"))
            .OfType<string>();
}
