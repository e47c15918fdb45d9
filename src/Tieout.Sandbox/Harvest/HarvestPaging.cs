using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>Cuts lists into pages.</summary>
/// <remarks>
/// A page is asked for by its number, or by the cursor that the page before gives. With a cursor the
/// answer has no numbers, and records that come or go meanwhile shift nothing.
/// </remarks>
internal static class HarvestPaging
{
    private const int SizeMax = 2000;

    /// <summary>A page of a list.</summary>
    /// <param name="all">In the list's order, as they are kept.</param>
    /// <param name="show">Makes what the caller sees of a record.</param>
    public static JsonObject Page(
        JsonCall call,
        string name,
        IReadOnlyList<JsonObject> all,
        Func<JsonObject, JsonNode> show
    )
    {
        var size = Whole(call, "per_page", SizeMax);
        if (size is < 1 or > SizeMax)
        {
            throw HarvestRefusals.Invalid("per_page must be between 1 and 2000");
        }

        var cursor = call.Query("cursor");
        var number = Whole(call, "page", 1);
        var skipped = cursor is null ? (Math.Max(1, number) - 1) * size : AfterOf(cursor, all);
        var records = all.Skip(skipped).Take(size).ToList();
        var pages = Math.Max(1, (all.Count + size - 1) / size);
        var hasNext = skipped + records.Count < all.Count;
        var page = new JsonObject
        {
            [name] = records.Select(show).ToJsonArray(),
            ["per_page"] = size,
            ["total_pages"] = pages,
            ["total_entries"] = all.Count,
            ["next_page"] = cursor is null && hasNext ? number + 1 : null,
            ["previous_page"] = cursor is null && number > 1 ? number - 1 : null,
            ["page"] = cursor is null ? number : null,
        };
        page["links"] = new JsonObject
        {
            ["first"] = Link(call, size, "first", ("page", "1")),
            ["next"] = hasNext
                ? Link(call, size, "next_cursor", ("cursor", CursorOf(records[^1])))
                : null,
            ["previous"] =
                cursor is null && number > 1
                    ? Link(call, size, "previous", ("page", Text(number - 1)))
                    : null,
            ["last"] = Link(call, size, "last", ("page", Text(pages))),
        };
        return page;
    }

    private static string CursorOf(JsonObject record)
    {
        var after = new JsonObject { ["after"] = record.Only("id", "spent_date") };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(after.ToJsonString()));
    }

    /// <summary>How many records come before what the cursor points at, which may be gone.</summary>
    private static int AfterOf(string cursor, IReadOnlyList<JsonObject> all)
    {
        try
        {
            var json = JsonNode.Parse(Convert.FromBase64String(cursor)) as JsonObject;
            if (json?["after"] is JsonObject after)
            {
                var key = KeyOf(after);
                return all.TakeWhile(x => Comparer.Compare(KeyOf(x), key) <= 0).Count();
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Told below.
        }

        throw HarvestRefusals.Invalid("cursor is invalid");
    }

    /// <summary>Lists are newest first: by day where records have one, then by id.</summary>
    public static IReadOnlyList<JsonObject> InOrder(IEnumerable<JsonObject> records) =>
        [.. records.OrderBy(KeyOf, Comparer)];

    private static Comparer<(string Day, long Id)> Comparer { get; } =
        Comparer<(string Day, long Id)>.Create(
            (x, y) =>
                string.CompareOrdinal(y.Day, x.Day) is var days and not 0
                    ? days
                    : y.Id.CompareTo(x.Id)
        );

    private static (string Day, long Id) KeyOf(JsonObject record) =>
        (record.TextAt("spent_date") ?? string.Empty, record.WholeAt("id") ?? 0L);

    private static int Whole(JsonCall call, string name, int standard) =>
        call.Query(name) is not { } text ? standard
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
            ? n
        : throw HarvestRefusals.Invalid($"{name} is not a number");

    private static string Link(
        JsonCall call,
        int size,
        string rel,
        params ReadOnlySpan<(string Name, string Value)> more
    )
    {
        var query = new List<string>();
        foreach (var (name, values) in call.Request.Query)
        {
            if (name is not ("page" or "per_page" or "cursor" or "ref"))
            {
                query.Add($"{name}={Uri.EscapeDataString(values.ToString())}");
            }
        }

        foreach (var (name, value) in more)
        {
            query.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        query.Add($"per_page={Text(size)}");
        query.Add($"ref={rel}");
        var request = call.Request;
        return $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query)}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
