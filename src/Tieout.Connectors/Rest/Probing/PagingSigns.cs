using System.Globalization;
using System.Text.Json;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Probing;

/// <summary>Finds what looks like more pages in an answer, by names that many systems use.</summary>
internal static class PagingSigns
{
    private const int DepthMax = 4;

    private static readonly HashSet<string> Cursors = new(StringComparer.Ordinal)
    {
        "after",
        "continuationtoken",
        "cursor",
        "endcursor",
        "next",
        "nextcursor",
        "nextlink",
        "nextoffset",
        "nextpage",
        "nextpagetoken",
        "nextpageurl",
        "nextrecordsurl",
        "nexttoken",
        "nexturi",
        "nexturl",
        "odatanextlink",
        "pagetoken",
        "scrollid",
    };

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "hasmore",
        "hasmoreitems",
        "hasnext",
        "hasnextpage",
        "more",
        "moreitems",
        "morerecords",
        "moreresults",
    };

    private static readonly HashSet<string> Totals = new(StringComparer.Ordinal)
    {
        "count",
        "numfound",
        "odatacount",
        "recordstotal",
        "total",
        "totalcount",
        "totalelements",
        "totalhits",
        "totalitems",
        "totalrecords",
        "totalresults",
        "totalsize",
    };

    private static readonly HashSet<string> Pages = new(StringComparer.Ordinal)
    {
        "lastpage",
        "numpages",
        "pagecount",
        "pages",
        "totalpages",
    };

    /// <summary>Places of further pages and flags that say that there are some.</summary>
    /// <param name="answer">The last that was read.</param>
    /// <param name="records">The list in it, which is not looked into.</param>
    public static IEnumerable<string> OfMore(RestAnswer answer, DataPath records)
    {
        if (answer.NextLink is not null)
        {
            yield return "a Link header with rel=\"next\"";
        }

        foreach (var (way, owner) in Objects(answer.Body, records))
        {
            var members = owner.EnumerateObject().ToList();
            if (members.Exists(x => IsOf(Flags, x) && x.Value.ValueKind is JsonValueKind.False))
            {
                continue;
            }

            foreach (var member in members.Where(x => IsMore(x) || HasNextLink(x.Value)))
            {
                yield return $"'{Below(way, member.Name)}'";
            }
        }
    }

    /// <summary>Numbers of records or pages that are above what was read.</summary>
    /// <param name="answer">The last that was read.</param>
    /// <param name="records">The list in it, which is not looked into.</param>
    /// <param name="recordsRead">Of the whole list.</param>
    /// <param name="pagesRead">Of the whole list.</param>
    public static IEnumerable<string> OfTotals(
        RestAnswer answer,
        DataPath records,
        long recordsRead,
        int pagesRead
    ) =>
        from place in Objects(answer.Body, records)
        from member in place.Value.EnumerateObject()
        let read = IsOf(Totals, member) ? recordsRead
        : IsOf(Pages, member) ? pagesRead
        : long.MaxValue
        where
            long.TryParse(
                JsonTexts.TextOf(member.Value),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var told
            )
            && told > read
        select $"'{Below(place.Way, member.Name)}' says {JsonTexts.TextOf(member.Value)}";

    private static bool IsMore(JsonProperty member) =>
        IsOf(Flags, member) ? member.Value.ValueKind is JsonValueKind.True
        : !IsOf(Cursors, member) ? false
        : member.Value.ValueKind switch
        {
            JsonValueKind.String => member.Value.GetString() is { Length: > 0 },
            JsonValueKind.Number or JsonValueKind.True => true,
            JsonValueKind.Object => member.Value.EnumerateObject().Any(),
            _ => false,
        };

    /// <summary>A list of links as in HAL's predecessors: <c>[{ "rel": "next", "href": … }]</c>.</summary>
    private static bool HasNextLink(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array
        && value
            .EnumerateArray()
            .Any(x =>
                x.ValueKind is JsonValueKind.Object
                && x.TryGetProperty("rel", out var rel)
                && JsonTexts.TextOf(rel) is "next"
            );

    private static bool IsOf(HashSet<string> names, JsonProperty member) =>
        names.Contains(
            string.Concat(member.Name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant))
        );

    /// <summary>The answer and the objects in it; no lists, and not the records under their ids.</summary>
    private static IEnumerable<(string Way, JsonElement Value)> Objects(
        JsonElement body,
        DataPath records
    )
    {
        var list = records.Text.Split("[*]")[0];
        var left = new Queue<(string Way, JsonElement Value, int Depth)>([(string.Empty, body, 0)]);
        while (left.TryDequeue(out var place))
        {
            if (place.Value.ValueKind is not JsonValueKind.Object || place.Depth > DepthMax)
            {
                continue;
            }

            yield return (place.Way, place.Value);
            foreach (var member in place.Value.EnumerateObject())
            {
                var way = Below(place.Way, member.Name);
                if (!way.Equals(list, StringComparison.Ordinal))
                {
                    left.Enqueue((way, member.Value, place.Depth + 1));
                }
            }
        }
    }

    private static string Below(string way, string name) =>
        way.Length == 0 ? name : $"{way}.{name}";
}
