using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Reads what is form-encoded with brackets: <c>lines[0][amount]=100&amp;expand[]=customer</c>.</summary>
internal static class StripeForm
{
    /// <summary>Keys below these are names, never places in a list.</summary>
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal)
    {
        "metadata",
        "invoice_metadata",
    };

    /// <summary>Every value is text; lists are arrays.</summary>
    /// <param name="encoded">Of a query or a body, without question mark.</param>
    /// <exception cref="StripeRefusal">Brackets that do not match, or a value that is both.</exception>
    public static JsonObject Parse(string encoded)
    {
        var root = new JsonObject();
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decoded(cut < 0 ? pair : pair[..cut]);
            var value = cut < 0 ? string.Empty : Decoded(pair[(cut + 1)..]);
            Put(root, PathOf(name), value, name);
        }

        return Listed(root, isMap: true).AsObject();
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static List<string> PathOf(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return [name];
        }

        if (!name.EndsWith(']'))
        {
            throw StripeRefusal.Invalid($"Invalid parameter name: {name}", name);
        }

        return [name[..open], .. name[(open + 1)..^1].Split("][")];
    }

    private static void Put(JsonObject root, List<string> path, string value, string name)
    {
        var place = root;
        for (var i = 0; i < path.Count - 1; i++)
        {
            var key = KeyOf(place, path[i], path[i + 1]);
            if (!place.ContainsKey(key))
            {
                place[key] = new JsonObject();
            }

            place =
                place[key] as JsonObject
                ?? throw StripeRefusal.Invalid($"Invalid object: {name}", path[0]);
        }

        place[KeyOf(place, path[^1], next: null)] = value;
    }

    /// <summary>
    /// Empty brackets are the next place of a list; before a name that the last place lacks they are
    /// that last place still.
    /// </summary>
    private static string KeyOf(JsonObject place, string key, string? next)
    {
        if (key.Length > 0)
        {
            return key;
        }

        var count = place.Count;
        var isSame =
            next is { Length: > 0 }
            && count > 0
            && place[Index(count - 1)] is JsonObject last
            && !last.ContainsKey(next);
        return Index(isSame ? count - 1 : count);
    }

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static JsonNode Listed(JsonObject record, bool isMap)
    {
        var places = record
            .Select(x => (x.Key, Value: x.Value!))
            .Select(x =>
                (
                    x.Key,
                    Value: x.Value is JsonObject inner
                        ? Listed(inner, Maps.Contains(x.Key))
                        : x.Value.DeepClone()
                )
            )
            .ToList();
        return
            !isMap
            && places.TrueForAll(x => int.TryParse(x.Key, CultureInfo.InvariantCulture, out _))
            ? places
                .OrderBy(x => int.Parse(x.Key, CultureInfo.InvariantCulture))
                .Select(x => x.Value)
                .ToJson()
            : new JsonObject(places.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value)));
    }
}
