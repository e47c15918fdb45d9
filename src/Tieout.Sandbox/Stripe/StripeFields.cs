using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Reads and changes the JSON that records are kept as.</summary>
internal static class StripeFields
{
    public static string? Text(this JsonObject record, string name) => (string?)record[name];

    public static string Id(this JsonObject record) => (string)record["id"]!;

    public static long Whole(this JsonObject record, string name) => (long?)record[name] ?? 0L;

    public static bool Is(this JsonObject record, string name, string value) =>
        string.Equals(record.Text(name), value, StringComparison.Ordinal);

    public static JsonObject Part(this JsonObject record, string name) => record[name]!.AsObject();

    /// <summary>The objects of a list that is part of the record.</summary>
    public static IEnumerable<JsonObject> Parts(this JsonObject record, string name) =>
        record[name] switch
        {
            JsonArray list => list.Select(x => x!.AsObject()),
            JsonObject list => list["data"]!.AsArray().Select(x => x!.AsObject()),
            _ => [],
        };

    public static JsonObject Copy(this JsonObject record) => record.DeepClone().AsObject();

    public static JsonArray ToJson(this IEnumerable<JsonNode?> nodes) => new(nodes.ToArray());

    /// <summary>Some members as one text, to group by.</summary>
    public static string ToJsonStringOf(this JsonObject record, params ReadOnlySpan<string> names)
    {
        var part = new JsonObject();
        foreach (var name in names)
        {
            part[name] = record[name]?.DeepClone();
        }

        return part.ToJsonString();
    }

    /// <summary>Changes metadata as Stripe does: what is not named stays, an empty value removes.</summary>
    public static void Merge(this JsonObject record, JsonObject? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        if (metadata.Count == 0)
        {
            record["metadata"] = new JsonObject();
            return;
        }

        var held = record["metadata"]!.AsObject();
        foreach (var (key, value) in metadata)
        {
            if (((string?)value)?.Length is > 0)
            {
                held[key] = value!.DeepClone();
            }
            else
            {
                _ = held.Remove(key);
            }
        }
    }
}
