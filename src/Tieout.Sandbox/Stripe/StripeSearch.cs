using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tieout.Sandbox.Stripe;

/// <summary>Stripe's search language, over an index that is behind.</summary>
/// <remarks>
/// The real index is behind by less than a minute as a rule and more when it is not well; here what
/// is younger than <see cref="DelaySeconds"/> is not found yet. What cannot be searched by is refused
/// in words of our own. [U]
/// </remarks>
internal static partial class StripeSearch
{
    public const long DelaySeconds = 30;

    public static JsonObject Run(
        IEnumerable<JsonObject> all,
        StripeParams query,
        long now,
        string url
    )
    {
        var limit = StripePaging.Limit(query);
        var accepts = Parse(query.Required("query"));
        var page = query.Text("page");
        var found = all.Where(x => x.Whole("created") <= now - DelaySeconds)
            .Where(accepts)
            .ToList();
        var from = page is null ? 0 : found.FindIndex(x => x.Is("id", page)) + 1;
        var rows = found.Skip(from).Take(limit).ToList();
        var hasMore = found.Count > from + limit;
        return new JsonObject
        {
            ["object"] = "search_result",
            ["data"] = rows.Select(x => x.Copy()).ToJson(),
            ["has_more"] = hasMore,
            ["next_page"] = hasMore ? rows[^1].Id() : null,
            ["url"] = url,
        };
    }

    private static Func<JsonObject, bool> Parse(string query)
    {
        var clauses = Clause().Matches(query);
        var rest = Clause().Replace(query, " ");
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isAny = words.Contains("OR", StringComparer.OrdinalIgnoreCase);
        var isAll = words.Contains("AND", StringComparer.OrdinalIgnoreCase);
        var isClean = Array.TrueForAll(
            words,
            x =>
                string.Equals(x, "AND", StringComparison.OrdinalIgnoreCase)
                || string.Equals(x, "OR", StringComparison.OrdinalIgnoreCase)
        );
        if (clauses.Count == 0 || (isAny && isAll) || !isClean)
        {
            throw StripeRefusal.Invalid(
                "We were unable to parse your search query. Try using the format "
                    + "`metadata[\"key\"]:\"value\"` to query for metadata or key:\"value\" to query "
                    + "for other fields.",
                "query"
            );
        }

        var tests = clauses.Select(Test).ToList();
        return record => isAny ? tests.Exists(x => x(record)) : tests.TrueForAll(x => x(record));
    }

    private static Func<JsonObject, bool> Test(Match clause)
    {
        var isNegated = clause.Groups["not"].Success;
        var (field, key) = (clause.Groups["field"].Value, clause.Groups["key"].Value);
        var (sign, value) = (clause.Groups["sign"].Value, Unquoted(clause.Groups["value"].Value));
        return record =>
        {
            var held = key.Length > 0 ? record.Part("metadata")[key] : record[field];
            return isNegated != IsMatch(held, sign, value);
        };
    }

    private static bool IsMatch(JsonNode? held, string sign, string value)
    {
        if (string.Equals(value, "null", StringComparison.Ordinal))
        {
            return held is null;
        }

        var text = held?.ToString();
        return sign switch
        {
            _ when text is null => false,
            ":" => text.Equals(value, StringComparison.OrdinalIgnoreCase),
            "~" => text.Contains(value, StringComparison.OrdinalIgnoreCase),
            ">" => Number(text) > Number(value),
            ">=" => Number(text) >= Number(value),
            "<" => Number(text) < Number(value),
            _ => Number(text) <= Number(value),
        };
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n)
            ? n
            : null;

    private static string Unquoted(string value) =>
        value
            .Trim('"', '\'')
            .Replace("\\'", "'", StringComparison.Ordinal)
            .Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(
        """(?<not>-)?(?<field>\w+)(\[["'](?<key>[^"']+)["']\])?(?<sign>:|~|>=|<=|>|<)(?<value>"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|[\w.]+)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Clause();
}
