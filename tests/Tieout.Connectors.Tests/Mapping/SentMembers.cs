using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a call says: its address, and the members of its JSON or form.</summary>
internal static class SentMembers
{
    private const string Address = "the address";
    private const string None = "none";

    public static IEnumerable<(string Member, string Value)> Of(ObservedCall call) =>
        BodyOf(call.Body.Trim()).Prepend((Address, Uri.UnescapeDataString(call.Path + call.Query)));

    private static IEnumerable<(string Member, string Value)> BodyOf(string body) =>
        body.Length == 0 ? []
        : body[0] is '{' or '[' ? Leaves(string.Empty, JsonNode.Parse(body))
        : body.Split('&')
            .Select(x => x.Split('=', 2))
            .Select(x => (Decoded(x[0]), x.Length > 1 ? Decoded(x[1]) : string.Empty));

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static IEnumerable<(string Member, string Value)> Leaves(string path, JsonNode? node) =>
        node switch
        {
            JsonObject one => one.SelectMany(x =>
                Leaves(path.Length == 0 ? x.Key : $"{path}.{x.Key}", x.Value)
            ),
            JsonArray list => list.SelectMany((x, i) => Leaves($"{path}[{i}]", x)),
            JsonValue value when value.ToString() is { Length: > 0 } text => [(path, text)],
            _ => [(path, None)],
        };
}
