using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Lists of companies and of transactions.</summary>
internal sealed class AvaTaxLists(AvaTaxBook book)
{
    private const int TopMax = 1000;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "api/v2/companies", Companies);
        routes.Add("GET", "api/v2/companies/*", Company);
        routes.Add("GET", "api/v2/companies/*/transactions", Transactions);
    }

    private JsonAnswer Companies(JsonCall call)
    {
        var test = AvaTaxFilter.Read(call.Query("$filter"), out _);
        return Page(call, [.. book.AllCompanies().Where(test).Select(Shown)]);
    }

    private JsonAnswer Company(JsonCall call) =>
        book.AllCompanies()
            .FirstOrDefault(x => call.Id.Equals(x["id"]!.ToString(), StringComparison.Ordinal))
            is { } found
            ? Shown(found)
            : throw AvaTaxErrors.NotFound("Company", call.Id);

    /// <summary>Without a date in the filter, those of the last thirty days.</summary>
    private JsonAnswer Transactions(JsonCall call)
    {
        var company = book.Company(Uri.UnescapeDataString(call.Ids[0]));
        var test = AvaTaxFilter.Read(call.Query("$filter"), out var fields);
        var since = DateOnly.FromDateTime((call.Now - Lately).UtcDateTime).Written();
        var found = book.All(company)
            .Where(x =>
                fields.Contains("date") || string.CompareOrdinal(x.TextAt("date"), since) >= 0
            )
            .Where(test);
        var include = call.Query("$include");
        return Page(
            call,
            [.. Ordered(found, call.Query("$orderBy") ?? call.Query("$orderby"))],
            x => AvaTaxRender.Shown(x, include, string.Empty)
        );
    }

    private static IEnumerable<JsonObject> Ordered(IEnumerable<JsonObject> found, string? order)
    {
        if (order is null)
        {
            return found;
        }

        var words = order.Split(',')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var field = words[0];
        var sorted = found.OrderBy(x => x[field], Comparer<JsonNode?>.Create(Compare));
        return words is [_, "desc" or "DESC"] ? sorted.Reverse() : sorted;
    }

    private static int Compare(JsonNode? left, JsonNode? right) =>
        decimal.TryParse(left?.ToString(), CultureInfo.InvariantCulture, out var first)
        && decimal.TryParse(right?.ToString(), CultureInfo.InvariantCulture, out var second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(left?.ToString(), right?.ToString());

    private static JsonAnswer Page(
        JsonCall call,
        IReadOnlyList<JsonObject> all,
        Func<JsonObject, JsonObject>? show = null
    )
    {
        var top = Whole(call, "$top") is var asked and > 0 and < TopMax ? asked : TopMax;
        var skip = Math.Max(Whole(call, "$skip"), Whole(call, "pageKey"));
        var page = all.Skip(skip).Take(top).Select(x => (JsonNode)(show ?? (y => y))(x)).ToList();
        var next = skip + page.Count;
        var answer = new JsonObject
        {
            ["@recordsetCount"] = all.Count,
            ["value"] = page.ToJsonArray(),
            // Empty on the last page, as recorded; what it is else is not documented [U].
            ["pageKey"] =
                next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : string.Empty,
        };
        if (next < all.Count)
        {
            var request = call.Request;
            answer["@nextLink"] =
                $"{request.Scheme}://{request.Host}{request.Path}{NextQuery(call, top, next)}";
        }

        return answer;
    }

    private static string NextQuery(JsonCall call, int top, int skip)
    {
        var kept = call
            .Request.Query.Where(x => x.Key is not ("$top" or "$skip" or "pageKey"))
            .Select(x => $"{x.Key}={Uri.EscapeDataString(x.Value.ToString())}&");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"?{string.Concat(kept)}$top={top}&$skip={skip}"
        );
    }

    private static int Whole(JsonCall call, string name) =>
        call.Query(name) is not { } text ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
        : name is "pageKey"
            ? throw AvaTaxErrors.BadRequest("InvalidPageKey", 170, "The page key is invalid.")
        : throw AvaTaxErrors.Filter($"'{text}' is not a number for {name}.");

    private static JsonObject Shown(JsonObject company)
    {
        var shown = company.Copy();
        _ = shown.Remove("_nexus");
        return shown;
    }
}
