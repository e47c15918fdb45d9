using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>
/// Answers: the order is in <c>results</c>, the records are in maps by their id, and what is included
/// stands beside them in maps of its own.
/// </summary>
internal sealed class KantataAnswer(
    KantataBook book,
    Func<KantataKind, JsonObject, JsonObject> show
)
{
    private const int SizeStandard = 20;
    private const int SizeMax = 200;

    /// <summary>A page of a list.</summary>
    public JsonAnswer Page(JsonCall call, KantataKind kind, IReadOnlyList<JsonObject> all)
    {
        var isByOffset = call.Query("limit") is not null || call.Query("offset") is not null;
        var size = Math.Min(
            Number(call, isByOffset ? "limit" : "per_page", SizeStandard, least: 1),
            SizeMax
        );
        var offset = isByOffset
            ? Number(call, "offset", 0, least: 0)
            : (Number(call, "page", 1, least: 1) - 1) * size;
        return Of(
            call,
            kind,
            [.. all.Skip(offset).Take(size)],
            all.Count,
            (offset / size) + 1,
            size
        );
    }

    /// <summary>One record, or those that one call was about.</summary>
    public JsonAnswer Of(
        JsonCall call,
        KantataKind kind,
        params IReadOnlyList<JsonObject> records
    ) => Of(call, kind, records, records.Count, 1, SizeStandard);

    private JsonAnswer Of(
        JsonCall call,
        KantataKind kind,
        IReadOnlyList<JsonObject> records,
        int count,
        int page,
        int size
    )
    {
        var included = Links(call, kind);
        var optional = Names(call, "optional_fields");
        var maps = new Dictionary<string, JsonObject>(StringComparer.Ordinal) { [kind.Name] = [] };
        foreach (var link in included)
        {
            _ = maps.TryAdd(link.Kind, []);
        }

        foreach (var record in records)
        {
            var shown = Shown(kind, record, optional);
            foreach (var link in included)
            {
                var ids = link.IdsOf(book, record).ToList();
                shown[link.Member] = link.IsMany
                    ? ids.Select(x => (JsonNode)x).ToJsonArray()
                    : ids.FirstOrDefault();
                Include(maps[link.Kind], link.Kind, ids);
            }

            maps[kind.Name][record.TextAt("id")!] = shown;
        }

        var answer = new JsonObject
        {
            ["count"] = count,
            ["meta"] = new JsonObject
            {
                ["count"] = count,
                ["page_count"] = (count + size - 1) / size,
                ["page_number"] = page,
                ["page_size"] = size,
            },
            ["results"] = records
                .Select(x =>
                    (JsonNode)new JsonObject { ["key"] = kind.Name, ["id"] = x.TextAt("id") }
                )
                .ToJsonArray(),
        };
        foreach (var (name, map) in maps)
        {
            answer[name] = map;
        }

        return answer;
    }

    private void Include(JsonObject map, string name, IEnumerable<string> ids)
    {
        var kind = KantataModel.Find(name);
        foreach (var id in ids.Where(x => !map.ContainsKey(x)))
        {
            if (kind is not null && book.Find(name, id) is { } record)
            {
                map[id] = Shown(kind, record, optional: []);
            }
        }
    }

    /// <summary>Without what is only there when it is asked for.</summary>
    private JsonObject Shown(
        KantataKind kind,
        JsonObject record,
        IReadOnlyCollection<string> optional
    )
    {
        var shown = show(kind, record);
        foreach (
            var name in kind
                .Links.Select(x => x.Member)
                .Concat(kind.Optional.Except(optional, StringComparer.Ordinal))
        )
        {
            _ = shown.Remove(name);
        }

        return shown;
    }

    /// <summary>What is asked for and not known is passed over [U].</summary>
    private static List<KantataLink> Links(JsonCall call, KantataKind kind)
    {
        var asked = Names(call, "include");
        return [.. kind.Links.Where(x => asked.Contains(x.Name, StringComparer.Ordinal))];
    }

    private static IReadOnlyCollection<string> Names(JsonCall call, string parameter) =>
        [
            .. (call.Query(parameter) ?? call.Query($"{parameter}[]") ?? string.Empty).Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            ),
        ];

    private static int Number(JsonCall call, string name, int standard, int least) =>
        call.Query(name) is not { } text ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
            ? number
        : throw KantataRefusals.Bad($"The value for '{name}' is not valid.");
}
