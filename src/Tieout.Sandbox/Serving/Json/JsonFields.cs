using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Serving.Json;

/// <summary>Reads the JSON that records are kept as, and that callers send.</summary>
internal static class JsonFields
{
    /// <summary>A member that is a text; none when it is missing, null or something else.</summary>
    public static string? TextAt(this JsonObject record, string name) =>
        record[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    /// <summary>A number, or a text that is one, as most systems take it.</summary>
    public static decimal? NumberAt(this JsonObject record, string name) =>
        record[name] is JsonValue value
        && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(
            value.ToString(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>A whole number; none when it is missing or something else.</summary>
    public static long? WholeAt(this JsonObject record, string name) =>
        record.NumberAt(name) is { } number && number == decimal.Truncate(number)
            ? (long)number
            : null;

    /// <summary>Whether a member is there and true.</summary>
    public static bool IsTrue(this JsonObject record, string name) =>
        record[name] is JsonValue value && value.GetValueKind() is JsonValueKind.True;

    /// <summary>Whether a member is there and is not null.</summary>
    public static bool Has(this JsonObject record, string name) => record[name] is not null;

    public static JsonObject Copy(this JsonObject record) => record.DeepClone().AsObject();

    /// <summary>Some members of a record, as a reference to it shows.</summary>
    public static JsonObject Only(this JsonObject record, params ReadOnlySpan<string> names)
    {
        var part = new JsonObject();
        foreach (var name in names)
        {
            part[name] = record[name]?.DeepClone();
        }

        return part;
    }

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> nodes) => new([.. nodes]);
}
