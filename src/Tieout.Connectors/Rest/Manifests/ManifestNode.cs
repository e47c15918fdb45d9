using System.Globalization;
using Tieout.Connectors.Rest.Shapes;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A place of a manifest whose shape has been checked; defaults come from the shape.</summary>
internal sealed class ManifestNode(
    YamlNode yaml,
    Shape shape,
    string path,
    List<ManifestProblem> problems
)
{
    public YamlNode Yaml => yaml;

    public string Path => path;

    public bool IsScalar => yaml is YamlScalarNode;

    public string Scalar => ((YamlScalarNode)yaml).Value!;

    /// <summary>Of a mapping that has several kinds.</summary>
    public string Kind => Find((YamlMappingNode)yaml, "kind") is YamlScalarNode x ? x.Value! : "";

    public static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? key.ToString();

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    public static YamlNode? Find(YamlMappingNode mapping, string key) =>
        mapping
            .Children.FirstOrDefault(x => NameOf(x.Key).Equals(key, StringComparison.Ordinal))
            .Value;

    public bool Has(string key) => Find(key) is not null;

    public string? Text(string key) => (Find(key) as YamlScalarNode)?.Value ?? KeyOf(key).Default;

    public string Required(string key) => Text(key) ?? string.Empty;

    public int Count(string key) => Scalars.TryCount(Required(key), out var x) ? x : 0;

    public decimal? Number(string key) =>
        Text(key) is { } text && Scalars.TryNumber(text, out var x) ? x : null;

    public bool Flag(string key) => Text(key) is "true";

    public TimeSpan? Time(string key) =>
        Text(key) is { } text && Scalars.TryTime(text, out var x) ? x : null;

    /// <summary>A section, list or mapping below; none when it is left out.</summary>
    public ManifestNode? Child(string key) =>
        Find(key) is { } child
            ? new ManifestNode(child, KeyOf(key).Shape, Join(path, key), problems)
            : null;

    /// <summary>The entries of a mapping whose keys the author chose.</summary>
    public IEnumerable<(string Name, ManifestNode Value)> Entries(string? key = null)
    {
        var node = key is null ? this : Child(key);
        if (node?.Yaml is not YamlMappingNode mapping)
        {
            yield break;
        }

        var value = ((Shape.Named)node.Own()).Value;
        foreach (var (name, child) in mapping.Children)
        {
            var text = NameOf(name);
            yield return (text, new ManifestNode(child, value, Join(node.Path, text), problems));
        }
    }

    /// <summary>The items of a list; one item where the short way was used.</summary>
    public IEnumerable<ManifestNode> Items(string key) => Child(key)?.Items() ?? [];

    /// <summary>The items of this list; itself where the short way was used.</summary>
    public IEnumerable<ManifestNode> Items()
    {
        if (Yaml is not YamlSequenceNode sequence)
        {
            yield return this;
            yield break;
        }

        var item = ((Shape.Several)Own()).Item;
        foreach (var (i, child) in sequence.Children.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{Path}[{i}]");
            yield return new ManifestNode(child, item, place, problems);
        }
    }

    /// <summary>A section that was left out: all of it by default.</summary>
    public ManifestNode Empty(Shape.Section section, string key) =>
        new(new YamlMappingNode(), section, Join(path, key), problems);

    /// <summary>Another node of the same part, for problems at its place.</summary>
    public ManifestNode At(YamlNode node, string key) =>
        new(node, new Shape.Body(), Join(path, key), problems);

    /// <summary>Says what the shape alone cannot know.</summary>
    public void Fail(string message) =>
        problems.Add(new ManifestProblem(yaml.Start.Line, yaml.Start.Column, path, message));

    /// <summary>Makes a value of this node, and reports why it cannot be made.</summary>
    public T? Parse<T>(Func<string, T> parse)
        where T : class
    {
        try
        {
            return parse(Scalar);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            Fail($"'{Scalar}' {e.Message}");
            return null;
        }
    }

    private YamlNode? Find(string key) => yaml is YamlMappingNode x ? Find(x, key) : null;

    private ShapeKey KeyOf(string key) =>
        ((Shape.Section)Own()).Keys.First(x => x.Name.Equals(key, StringComparison.Ordinal));

    private Shape Own()
    {
        var own = shape;
        while (true)
        {
            switch (own)
            {
                case Shape.Again again:
                    own = again.Of();
                    break;
                case Shape.Either either:
                    own = IsScalar ? either.Short : either.Long;
                    break;
                case Shape.Kinds kinds:
                    return kinds.Cases.First(x => x.Name.Equals(Kind, StringComparison.Ordinal));
                default:
                    return own;
            }
        }
    }
}
