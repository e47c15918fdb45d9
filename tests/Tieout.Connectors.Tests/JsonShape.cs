using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests;

/// <summary>Compares answers by their members and types, and not by their values.</summary>
internal static class JsonShape
{
    /// <summary>Where two answers differ; null fits every type.</summary>
    /// <param name="recorded">Of the real system.</param>
    /// <param name="served">Of the simulator.</param>
    public static IEnumerable<string> Differences(
        JsonNode? recorded,
        JsonNode? served,
        string place = "$"
    )
    {
        switch (recorded, served)
        {
            case (null, _) or (_, null):
                return [];
            case (JsonObject left, JsonObject right):
                return place.EndsWith(".metadata", StringComparison.Ordinal)
                    ? []
                    : Members(left, right, place);
            case (JsonArray left, JsonArray right):
                return left.Count == 0 || right.Count == 0
                    ? []
                    : Differences(left[0], right[0], $"{place}[0]");
            default:
                var (was, now) = (KindOf(recorded), KindOf(served));
                return was == now ? [] : [$"{place} is {now}, recorded as {was}"];
        }
    }

    private static IEnumerable<string> Members(JsonObject recorded, JsonObject served, string place)
    {
        foreach (var (name, value) in recorded)
        {
            if (!served.ContainsKey(name))
            {
                yield return $"{place}.{name} is missing";
                continue;
            }

            foreach (var difference in Differences(value, served[name], $"{place}.{name}"))
            {
                yield return difference;
            }
        }

        foreach (var (name, _) in served.Where(x => !recorded.ContainsKey(x.Key)))
        {
            yield return $"{place}.{name} was not recorded";
        }
    }

    private static JsonValueKind KindOf(JsonNode node) =>
        node.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
