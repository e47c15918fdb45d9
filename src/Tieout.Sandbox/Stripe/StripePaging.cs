using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Cuts lists into pages, newest first.</summary>
internal static class StripePaging
{
    private const int LimitDefault = 10;
    private const int LimitMax = 100;

    /// <summary>One page as it is sent.</summary>
    /// <param name="all">In the order in which they are listed.</param>
    /// <param name="kind">For messages.</param>
    /// <param name="url">Of the list.</param>
    public static JsonObject Page(
        IEnumerable<JsonObject> all,
        StripeParams query,
        string kind,
        string url
    )
    {
        var limit = Limit(query);
        var rows = all.ToList();
        var after = Place(rows, query, "starting_after", kind);
        var before = Place(rows, query, "ending_before", kind);
        if (after is not null && before is not null)
        {
            throw StripeRefusal.Invalid(
                "You can only use one of `starting_after` or `ending_before`."
            );
        }

        var rest = before is { } end ? rows[..end] : rows[((after ?? -1) + 1)..];
        var page = before is null ? rest.Take(limit) : rest.TakeLast(limit);
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = page.Select(x => x.Copy()).ToJson(),
            ["has_more"] = rest.Count > limit,
            ["url"] = url,
        };
    }

    public static int Limit(StripeParams query) =>
        query.Whole("limit") switch
        {
            null => LimitDefault,
            < 1 => throw StripeRefusal.Invalid(
                "This value must be greater than or equal to 1.",
                "limit",
                "parameter_invalid_integer"
            ),
            > LimitMax => throw StripeRefusal.Invalid(
                $"This value must be less than or equal to {LimitMax}.",
                "limit",
                "parameter_invalid_integer"
            ),
            { } limit => (int)limit,
        };

    /// <summary>Filters by a time that is given exactly or as a range.</summary>
    public static IEnumerable<JsonObject> Within(
        this IEnumerable<JsonObject> all,
        StripeParams query,
        string name,
        string field
    )
    {
        if (!query.Has(name))
        {
            return all;
        }

        if (query.IsPlain(name))
        {
            var exact = query.Whole(name);
            return all.Where(x => x.Whole(field) == exact);
        }

        var range = query.Section(name)!;
        var (gt, gte) = (range.Whole("gt"), range.Whole("gte"));
        var (lt, lte) = (range.Whole("lt"), range.Whole("lte"));
        return all.Where(x => x[field] is not null)
            .Where(x =>
                !(x.Whole(field) <= gt)
                && !(x.Whole(field) < gte)
                && !(x.Whole(field) >= lt)
                && !(x.Whole(field) > lte)
            );
    }

    /// <summary>Filters by a field when the query names it.</summary>
    public static IEnumerable<JsonObject> Equal(
        this IEnumerable<JsonObject> all,
        StripeParams query,
        string name
    ) => query.Text(name) is { } value ? all.Where(x => x.Is(name, value)) : all;

    /// <summary>Filters by a field that is true or false when the query names it.</summary>
    public static IEnumerable<JsonObject> Flagged(
        this IEnumerable<JsonObject> all,
        StripeParams query,
        string name
    ) => query.Flag(name) is { } value ? all.Where(x => (bool?)x[name] == value) : all;

    private static int? Place(List<JsonObject> rows, StripeParams query, string name, string kind)
    {
        if (query.Text(name) is not { } id)
        {
            return null;
        }

        var place = rows.FindIndex(x => x.Is("id", id));
        return place >= 0 ? place : throw StripeRefusal.Missing(kind, id, name);
    }
}
