using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>Which record types there are, and their fields as JSON schemas.</summary>
internal static class MetadataCatalog
{
    public static NsAnswer Answer(NsRequest request, string[] segments)
    {
        var root = $"{request.Root}{RecordService.Root}metadata-catalog/";
        if (segments is [_] or [_, ""])
        {
            var all = RecordTypes.All.Select(x =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = x.Name,
                        ["links"] = new JsonArray(
                            Link("canonical", root + x.Name, "application/json"),
                            Link("describes", $"{request.Root}{RecordService.Root}{x.Name}", null),
                            Link("alternate", root + x.Name, "application/schema+json")
                        ),
                    }
            );
            return new NsAnswer(200, new JsonObject { ["items"] = new JsonArray([.. all]) });
        }

        var type =
            RecordTypes.Find(segments[1]) ?? throw Refusals.NoType(segments[1], request.Path);
        var schema = Schema(type.Fields);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-06/hyper-schema#");
        schema.Insert(1, "title", type.Label);
        return new NsAnswer(200, schema);
    }

    private static JsonObject Schema(FieldSet fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields.All)
        {
            properties[field.Name] = Property(field);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private static JsonObject Property(Field field)
    {
        var shown = field.Kind switch
        {
            FieldKind.YesNo => Typed("boolean"),
            FieldKind.Amount => Typed("number", "double"),
            FieldKind.Count => Typed("integer", "int64"),
            FieldKind.Date => Typed("string", "date"),
            FieldKind.Instant => Typed("string", "date-time"),
            FieldKind.Reference => Typed("object"),
            FieldKind.Choice => new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["id"] = Typed("string"),
                    ["refName"] = Typed("string"),
                },
            },
            FieldKind.Subrecord => Schema(field.Parts!),
            FieldKind.Sublist => new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["items"] = new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = Schema(field.Parts!),
                    },
                },
            },
            _ => Typed("string"),
        };
        if (field.IsReadOnly)
        {
            shown["readOnly"] = true;
        }

        return shown;
    }

    private static JsonObject Typed(string type, string? format = null)
    {
        var shown = new JsonObject { ["type"] = type };
        if (format is not null)
        {
            shown["format"] = format;
        }

        return shown;
    }

    private static JsonObject Link(string relation, string address, string? media)
    {
        var link = new JsonObject { ["rel"] = relation, ["href"] = address };
        if (media is not null)
        {
            link["mediaType"] = media;
        }

        return link;
    }
}
