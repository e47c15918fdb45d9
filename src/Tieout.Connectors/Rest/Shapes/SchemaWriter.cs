using System.Text.Json.Nodes;

namespace Tieout.Connectors.Rest.Shapes;

/// <summary>Writes a shape as JSON Schema 2020-12, for editors.</summary>
internal sealed class SchemaWriter
{
    private readonly JsonObject _definitions = [];

    public static JsonObject Write(Shape.Section root, string title)
    {
        var writer = new SchemaWriter();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach (var (name, value) in writer.SectionOf(root, kind: null).ToList())
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = writer._definitions;
        return schema;
    }

    private JsonObject Of(Shape shape) =>
        shape switch
        {
            Shape.Again again => Of(again.Of()),
            Shape.Section section => Named(section.Name, () => SectionOf(section, kind: null)),
            Shape.Kinds kinds => Named(kinds.Name, () => KindsOf(kinds)),
            Shape.Either either => new JsonObject
            {
                ["anyOf"] = new JsonArray(Of(either.Short), Of(either.Long)),
            },
            Shape.Several several => new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["items"] = Of(several.Item),
            },
            Shape.Named named => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = Of(named.Value),
            },
            Shape.Word words => new JsonObject
            {
                ["enum"] = new JsonArray([.. words.Words.Select(x => JsonValue.Create(x))]),
            },
            Shape.Count count => new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = count.Min,
                ["maximum"] = count.Max,
            },
            Shape.Number => new JsonObject { ["type"] = "number" },
            Shape.Flag => new JsonObject { ["type"] = "boolean" },
            Shape.Time => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+[smhd]$" },
            Shape.Text { Pattern: { } pattern } => new JsonObject
            {
                ["type"] = new JsonArray("string", "number"),
                ["pattern"] = pattern,
            },
            // YAML reads true and 7 as what they are; a text may be both.
            Shape.Text => new JsonObject
            {
                ["type"] = new JsonArray("string", "number", "boolean"),
                ["minLength"] = shape is Shape.Text { MayBeEmpty: true } ? 0 : 1,
            },
            _ => [],
        };

    private JsonObject Named(string name, Func<JsonObject> write)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = new JsonObject();
            _definitions[name] = write();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private JsonObject KindsOf(Shape.Kinds kinds)
    {
        var cases = new JsonArray([.. kinds.Cases.Select(x => SectionOf(x, x.Name))]);
        return new JsonObject { ["oneOf"] = cases };
    }

    private JsonObject SectionOf(Shape.Section section, string? kind)
    {
        var properties = new JsonObject();
        if (kind is not null)
        {
            properties["kind"] = new JsonObject { ["const"] = kind };
        }

        foreach (var key in section.Keys)
        {
            var property = Of(key.Shape);
            property["description"] = key.About;
            if (key.Default is { } standard)
            {
                property["default"] = Typed(key.Shape, standard);
            }

            properties[key.Name] = property;
        }

        var required = section.Keys.Where(x => x.IsRequired).Select(x => x.Name);
        return new JsonObject
        {
            ["description"] = section.About,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([
                .. (kind is null ? required : required.Prepend("kind")).Select(x =>
                    JsonValue.Create(x)
                ),
            ]),
            ["properties"] = properties,
        };
    }

    private static JsonValue Typed(Shape shape, string text) =>
        shape switch
        {
            Shape.Count when Scalars.TryCount(text, out var count) => JsonValue.Create(count),
            Shape.Flag => JsonValue.Create(text is "true"),
            _ => JsonValue.Create(text),
        };
}
