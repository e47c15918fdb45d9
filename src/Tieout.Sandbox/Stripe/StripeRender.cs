using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Shows records as Stripe does: without what only the simulator knows, lists cut.</summary>
internal static class StripeRender
{
    /// <summary>Lines that an invoice or credit note brings along; the rest is paged.</summary>
    private const int LinesShown = 10;

    public static JsonObject Shown(JsonObject record)
    {
        var shown = new JsonObject();
        foreach (var (key, value) in record.Where(x => !x.Key.StartsWith('_')))
        {
            shown[key] = key is "metadata" ? value?.DeepClone() : ShownPart(value);
        }

        // An event's member of this name is the object itself.
        var kind = record["object"] is JsonValue name ? (string?)name : null;
        if (kind is "invoice" or "credit_note" && record.ContainsKey("lines"))
        {
            shown["lines"] = Cut(record, shown.Part("lines"));
        }

        return shown;
    }

    private static JsonNode? ShownPart(JsonNode? value) =>
        value switch
        {
            null => null,
            JsonObject inner => Shown(inner),
            JsonArray list => list.Select(ShownPart).ToJson(),
            _ => value.DeepClone(),
        };

    private static JsonObject Cut(JsonObject record, JsonObject lines)
    {
        var all = lines["data"]!.AsArray();
        var cut = new JsonObject
        {
            ["object"] = "list",
            ["data"] = all.Take(LinesShown).Select(x => x!.DeepClone()).ToJson(),
            ["has_more"] = all.Count > LinesShown,
        };
        if (record.Is("object", "invoice"))
        {
            cut["total_count"] = (long)all.Count;
        }

        cut["url"] = record.Is("object", "invoice")
            ? $"/v1/invoices/{record.Id()}/lines"
            : $"/v1/credit_notes/{record.Text("id") ?? "preview"}/lines";
        return cut;
    }
}
