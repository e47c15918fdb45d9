using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Values;

/// <summary>Makes the JSON that is sent from the YAML of a manifest.</summary>
/// <remarks>
/// A text that is nothing but one placeholder becomes its value with its type; a member without a
/// value is left out. <c>{ $each: "{lines}", $do: ... }</c> is a list, one item for each.
/// </remarks>
internal static class BodyWriter
{
    private const int DepthMax = 32;

    /// <summary>The list that a mapping goes over, and what is written for each; none for others.</summary>
    public static (YamlNode List, YamlNode Item)? EachOf(YamlMappingNode mapping)
    {
        var list = Child(mapping, "$each");
        var item = Child(mapping, "$do");
        return list is not null && item is not null ? (list, item) : null;
    }

    /// <summary>The texts of a body but those that a list repeats.</summary>
    public static IEnumerable<Template> Templates(YamlNode yaml) =>
        yaml switch
        {
            YamlScalarNode { Value: { } text } => [Template.Parse(text)],
            YamlSequenceNode sequence => sequence.Children.SelectMany(Templates),
            YamlMappingNode mapping when EachOf(mapping) is { } each => Templates(each.List),
            YamlMappingNode mapping => mapping.Children.Values.SelectMany(Templates),
            _ => [],
        };

    /// <summary>What is sent; none where nothing is.</summary>
    /// <exception cref="ConnectorException">A value cannot be sent.</exception>
    public static JsonNode? Write(YamlNode yaml, Scope scope, int depth = 0)
    {
        if (depth > DepthMax)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "The manifest's body is too deep."
            );
        }

        switch (yaml)
        {
            case YamlScalarNode scalar:
                return Scalar(scalar, scope);
            case YamlSequenceNode sequence:
                return new JsonArray([
                    .. sequence.Children.Select(x => Write(x, scope, depth + 1)).OfType<JsonNode>(),
                ]);
            case YamlMappingNode mapping when EachOf(mapping) is { } each:
                return Each(each.List, each.Item, scope, depth);
            case YamlMappingNode mapping:
                var written = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    if (Write(value, scope, depth + 1) is { } node)
                    {
                        written[((YamlScalarNode)key).Value!] = node;
                    }
                }

                return written;
            default:
                return null;
        }
    }

    private static JsonArray? Each(YamlNode list, YamlNode item, Scope scope, int depth)
    {
        var template = Template.Parse(((YamlScalarNode)list).Value!);
        return template.Value(scope) is { ValueKind: JsonValueKind.Array } values
            ? new JsonArray([
                .. values
                    .EnumerateArray()
                    .Select(x => Write(item, scope.Within(x), depth + 1))
                    .OfType<JsonNode>(),
            ])
            : null;
    }

    private static JsonNode? Scalar(YamlScalarNode scalar, Scope scope)
    {
        var text = scalar.Value ?? string.Empty;
        var template = Template.Parse(text);
        if (template.IsPlaceholder)
        {
            return template.Value(scope) is { } value ? JsonNode.Parse(value.GetRawText()) : null;
        }

        if (template.Paths.Any())
        {
            return template.Fill(scope) is { } filled ? JsonValue.Create(filled) : null;
        }

        return scalar.Style is ScalarStyle.Plain
            ? Plain(text)
            : JsonValue.Create(template.Fill(scope));
    }

    /// <summary>What YAML's core schema makes of a plain scalar.</summary>
    private static JsonValue? Plain(string text) =>
        text switch
        {
            "" or "null" or "~" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when FieldText.TryNumber(text, out var number) && char.IsAsciiDigit(text[^1]) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };

    private static YamlNode? Child(YamlMappingNode mapping, string key) =>
        mapping
            .Children.FirstOrDefault(x =>
                x.Key is YamlScalarNode { Value: { } name }
                && name.Equals(key, StringComparison.Ordinal)
            )
            .Value;
}
