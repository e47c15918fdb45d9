using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>YAML as editors hold it against a JSON Schema: by the core schema of YAML 1.2.</summary>
internal static class YamlAsJson
{
    public static JsonNode Of(string yaml)
    {
        var stream = new YamlStream();
        using var text = new StringReader(yaml);
        stream.Load(text);
        return Of(stream.Documents[0].RootNode)!;
    }

    private static JsonNode? Of(YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(x => KeyValuePair.Create(x.Key.ToString(), Of(x.Value)))
            ),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Of)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } => Plain(plain),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => null,
        };

    private static JsonValue? Plain(string text) =>
        text switch
        {
            "" or "null" or "~" => null,
            "true" or "false" => JsonValue.Create(text is "true"),
            _ when decimal.TryParse(text, CultureInfo.InvariantCulture, out var x) =>
                JsonValue.Create(x),
            _ => JsonValue.Create(text),
        };
}
