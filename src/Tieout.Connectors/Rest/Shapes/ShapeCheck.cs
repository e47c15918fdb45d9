using System.Globalization;
using System.Text.RegularExpressions;
using Tieout.Connectors.Rest.Manifests;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Shapes;

/// <summary>Holds YAML against its shape: what nobody has asked for is a problem.</summary>
internal sealed class ShapeCheck(List<ManifestProblem> problems)
{
    public void Check(YamlNode node, Shape shape, string path)
    {
        switch (shape)
        {
            case Shape.Again again:
                Check(node, again.Of(), path);
                break;
            case Shape.Either either:
                Check(node, node is YamlScalarNode ? either.Short : either.Long, path);
                break;
            case Shape.Body:
                break;
            case Shape.Section section:
                CheckSection(node, section, path, hasKind: false);
                break;
            case Shape.Kinds kinds:
                CheckKinds(node, kinds, path);
                break;
            case Shape.Named named:
                CheckNamed(node, named, path);
                break;
            case Shape.Several several:
                CheckSeveral(node, several, path);
                break;
            default:
                CheckScalar(node, shape, path);
                break;
        }
    }

    private void CheckSection(YamlNode node, Shape.Section section, string path, bool hasKind)
    {
        if (node is not YamlMappingNode mapping)
        {
            Wrong(node, section, path);
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = ManifestNode.NameOf(key);
            if (section.Keys.FirstOrDefault(x => Is(x.Name, name)) is { } known)
            {
                Check(value, known.Shape, ManifestNode.Join(path, name));
            }
            else if (!hasKind || !Is(name, "kind"))
            {
                Add(
                    key,
                    ManifestNode.Join(path, name),
                    $"unknown key; known here: {string.Join(", ", section.KeyNames)}."
                );
            }
        }

        foreach (var missing in section.Keys.Where(x => x.IsRequired && !Has(mapping, x.Name)))
        {
            Add(
                node,
                ManifestNode.Join(path, missing.Name),
                $"is missing; write {missing.Shape.Expected}."
            );
        }
    }

    private void CheckKinds(YamlNode node, Shape.Kinds kinds, string path)
    {
        if (node is not YamlMappingNode mapping)
        {
            Wrong(node, kinds, path);
            return;
        }

        var kind = ManifestNode.Find(mapping, "kind");
        var name = (kind as YamlScalarNode)?.Value;
        if (kinds.Cases.FirstOrDefault(x => Is(x.Name, name)) is { } section)
        {
            CheckSection(node, section, path, hasKind: true);
            return;
        }

        var all = string.Join(", ", kinds.Cases.Select(x => x.Name));
        Add(
            kind ?? node,
            ManifestNode.Join(path, "kind"),
            kind is null ? $"is missing; write one of {all}." : $"'{name}' is not one of {all}."
        );
    }

    private void CheckNamed(YamlNode node, Shape.Named named, string path)
    {
        if (node is not YamlMappingNode mapping)
        {
            Wrong(node, named, path);
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            Check(value, named.Value, ManifestNode.Join(path, ManifestNode.NameOf(key)));
        }
    }

    private void CheckSeveral(YamlNode node, Shape.Several several, string path)
    {
        if (node is not YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            Wrong(node, several, path);
            return;
        }

        foreach (var (i, item) in sequence.Children.Index())
        {
            Check(item, several.Item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        }
    }

    private void CheckScalar(YamlNode node, Shape shape, string path)
    {
        if (node is YamlScalarNode { Value: "" } && shape is Shape.Text { MayBeEmpty: true })
        {
            return;
        }

        if (node is YamlScalarNode { Value: null or "" })
        {
            Add(node, path, $"is empty; write {shape.Expected}.");
            return;
        }

        if (node is not YamlScalarNode { Value: { } text })
        {
            Wrong(node, shape, path);
            return;
        }

        var isRight = shape switch
        {
            Shape.Text { Pattern: { } pattern } => Regex.IsMatch(
                text,
                pattern,
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            ),
            Shape.Word words => words.Words.Contains(text, StringComparer.Ordinal),
            Shape.Count count => Scalars.TryCount(text, out var value)
                && value >= count.Min
                && value <= count.Max,
            Shape.Number => Scalars.TryNumber(text, out _),
            Shape.Flag => text is "true" or "false",
            Shape.Time time => Scalars.TryTime(text, out var value)
                && value.TotalSeconds >= time.Min
                && value.TotalSeconds <= time.Max,
            _ => true,
        };
        if (!isRight)
        {
            Add(node, path, $"'{text}' is not {shape.Expected}.");
        }
    }

    private void Wrong(YamlNode node, Shape shape, string path) =>
        Add(node, path, $"must be {shape.Expected}.");

    private void Add(YamlNode at, string path, string message) =>
        problems.Add(new ManifestProblem(at.Start.Line, at.Start.Column, path, message));

    private static bool Has(YamlMappingNode mapping, string name) =>
        ManifestNode.Find(mapping, name) is not null;

    private static bool Is(string left, string? right) =>
        left.Equals(right, StringComparison.Ordinal);
}
