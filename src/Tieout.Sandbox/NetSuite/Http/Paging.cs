using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>A part of a list, with links to the other parts.</summary>
internal sealed record Paging(int Limit, int Offset)
{
    public const int LimitMax = 1000;

    public const int RowsMax = 100_000;

    /// <summary>The page that a call asks for.</summary>
    /// <exception cref="NsRefusalException">A page of that size, or at that place, is not given.</exception>
    public static Paging Of(NsRequest request)
    {
        var limit = Number(request, "limit", LimitMax);
        var offset = Number(request, "offset", 0);
        if (limit is < 1 or > LimitMax)
        {
            throw Refusals.Parameter("limit", "The limit must be a number from 1 to 1000."); // [U]
        }

        if (offset < 0 || offset % limit != 0)
        {
            throw Refusals.Parameter("offset", "The offset must be a multiple of the limit."); // [U]
        }

        return new Paging(limit, offset);
    }

    public JsonObject Answer(NsRequest request, IReadOnlyList<JsonNode> all)
    {
        var items = all.Skip(Offset).Take(Limit).ToList();
        var hasMore = Offset + items.Count < all.Count;
        var links = new JsonArray(Link(request, "self", Offset));
        if (Offset > 0)
        {
            links.Add(Link(request, "first", 0));
            links.Add(Link(request, "previous", Offset - Limit));
        }

        if (hasMore)
        {
            links.Add(Link(request, "next", Offset + Limit));
            links.Add(Link(request, "last", (all.Count - 1) / Limit * Limit));
        }

        return new JsonObject
        {
            ["links"] = links,
            ["count"] = items.Count,
            ["hasMore"] = hasMore,
            ["items"] = new JsonArray([.. items]),
            ["offset"] = Offset,
            ["totalResults"] = all.Count,
        };
    }

    private static int Number(NsRequest request, string name, int fallback) =>
        request.Parameter(name) is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Refusals.Parameter(name, $"The {name} must be a number.") // [U]
            : fallback;

    private JsonObject Link(NsRequest request, string relation, int offset)
    {
        var kept = request
            .Query.Where(x => x.Key is not ("limit" or "offset"))
            .Select(x => $"{x.Key}={Uri.EscapeDataString(x.Value.ToString())}&");
        return new JsonObject
        {
            ["rel"] = relation,
            ["href"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Root}{request.Path}?{string.Concat(kept)}limit={Limit}&offset={offset}"
            ),
        };
    }
}
