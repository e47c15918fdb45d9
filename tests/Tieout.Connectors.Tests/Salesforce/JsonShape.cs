using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>Compares names and types of two answers, not values.</summary>
internal static class JsonShape
{
    /// <summary>Recorded elements of a list that one of ours may be like.</summary>
    private const int ComparedMax = 100;

    /// <summary>What differs, each with its place.</summary>
    /// <param name="isOpen">Places of objects that may lack members of the recorded ones.</param>
    public static IEnumerable<string> Differences(
        JsonNode? ours,
        JsonNode? recorded,
        Func<string, bool> isOpen,
        string at = "$"
    )
    {
        if (ours is null || recorded is null)
        {
            return [];
        }

        return (ours, recorded) switch
        {
            (JsonObject a, JsonObject b) => Members(a, b, isOpen, at),
            (JsonArray a, JsonArray b) => Elements(a, b, isOpen, at),
            _ when KindOf(ours) == KindOf(recorded) => [],
            _ => [$"{at}: {KindOf(ours)} and not {KindOf(recorded)}"],
        };
    }

    private static IEnumerable<string> Members(
        JsonObject ours,
        JsonObject recorded,
        Func<string, bool> isOpen,
        string at
    )
    {
        foreach (var (name, value) in ours)
        {
            var place = $"{at}.{name}";
            if (!recorded.TryGetPropertyValue(name, out var other))
            {
                yield return $"{place}: is not recorded";
            }

            foreach (var difference in Differences(value, other, isOpen, place))
            {
                yield return difference;
            }
        }

        foreach (var name in isOpen(at) ? [] : recorded.Select(x => x.Key))
        {
            if (!ours.ContainsKey(name))
            {
                yield return $"{at}.{name}: is missing";
            }
        }
    }

    private static IEnumerable<string> Elements(
        JsonArray ours,
        JsonArray recorded,
        Func<string, bool> isOpen,
        string at
    ) =>
        recorded.Count == 0
            ? []
            : ours.Take(ComparedMax)
                .SelectMany(x =>
                    recorded
                        .Take(ComparedMax)
                        .Select(y => Differences(x, y, isOpen, at + "[]").ToList())
                        .MinBy(y => y.Count)!
                )
                .Distinct();

    private static JsonValueKind KindOf(JsonNode node) =>
        node.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
