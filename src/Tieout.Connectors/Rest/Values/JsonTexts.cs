using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>JSON values as the text that a field is read from.</summary>
internal static class JsonTexts
{
    /// <summary>
    /// A scalar as it is written, numbers digit by digit; none for null and for what is no scalar.
    /// </summary>
    public static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    /// <summary>What a list has, or an object under its names; nothing of what is neither.</summary>
    public static IEnumerable<JsonElement> ItemsOf(JsonElement value) =>
        NamedItemsOf(value).Select(x => x.Value);

    /// <summary>The same with their names; those of a list have none.</summary>
    public static IEnumerable<(string? Name, JsonElement Value)> NamedItemsOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Select(x => ((string?)null, x)),
            JsonValueKind.Object => value.EnumerateObject().Select(x => ((string?)x.Name, x.Value)),
            _ => [],
        };

    /// <summary>What it is, for a message.</summary>
    public static string KindOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.Null => "null",
            _ => "a value",
        };
}
