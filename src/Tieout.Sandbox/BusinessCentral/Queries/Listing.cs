using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Queries;

/// <summary>A page of a list.</summary>
/// <param name="Items">At most a page.</param>
/// <param name="Count">Of all that match, whatever the page.</param>
/// <param name="SkipToken">Where the next page begins; none on the last.</param>
internal sealed record Listing(IReadOnlyList<NavRecord> Items, int Count, string? SkipToken)
{
    /// <summary>The most records of a page, asked for or not.</summary>
    public const int PageMax = 20_000;

    /// <summary>Filters, sorts and cuts a list.</summary>
    /// <remarks>
    /// A token holds the sort values and the key of the last record, so that what is added or removed
    /// meanwhile neither repeats nor hides others.
    /// </remarks>
    public static Listing Of(
        IEnumerable<NavRecord> all,
        Resource resource,
        ODataUri query,
        int pageSize
    )
    {
        List<NavRecord> matching =
        [
            .. Sort(
                all.Where(x => FilterEvaluator.Matches(query.Filter, x)),
                resource,
                query.OrderBy
            ),
        ];
        var fields = SortedBy(resource, query.OrderBy);
        IEnumerable<NavRecord> rest = matching;
        if (query.SkipToken is { Length: > 0 } token)
        {
            var last = Place(token);
            rest = matching.SkipWhile(x => !IsAfter(x, fields, last));
        }
        else
        {
            rest = rest.Skip((int)(query.Skip ?? 0));
        }

        var wanted = query.Top ?? long.MaxValue;
        var page = rest.Take((int)Math.Min(wanted, pageSize + 1L)).ToList();
        var isMore = page.Count > pageSize;
        if (isMore)
        {
            page.RemoveAt(pageSize);
        }

        return new Listing(page, matching.Count, isMore ? Token(page[^1], fields) : null);
    }

    public static IEnumerable<NavRecord> Sort(
        IEnumerable<NavRecord> records,
        Resource resource,
        OrderByClause? order
    )
    {
        var sorted = records.OrderBy(_ => 0);
        foreach (var (field, isDescending) in SortedBy(resource, order))
        {
            sorted = isDescending
                ? sorted.ThenByDescending(
                    x => FilterEvaluator.ValueOf(x, field),
                    FilterEvaluator.Order
                )
                : sorted.ThenBy(x => FilterEvaluator.ValueOf(x, field), FilterEvaluator.Order);
        }

        return sorted;
    }

    private static List<(Field Field, bool IsDescending)> SortedBy(
        Resource resource,
        OrderByClause? order
    )
    {
        var fields = new List<(Field, bool)>();
        for (var clause = order; clause is not null; clause = clause.ThenBy)
        {
            if (
                clause.Expression is not SingleValuePropertyAccessNode access
                || resource.Find(access.Property.Name) is not { } field
            )
            {
                throw Refusals.Request("Only properties can be sorted by.");
            }

            fields.Add((field, clause.Direction is OrderByDirection.Descending));
        }

        if (fields.Count == 0)
        {
            fields.AddRange(resource.SortedBy.Select(x => (resource.Find(x)!, false)));
        }

        fields.Add((resource.Find(resource.Key)!, false));
        return fields;
    }

    private static string Token(NavRecord record, List<(Field Field, bool)> fields)
    {
        var place = new JsonArray([
            .. fields.Select(x => (JsonNode?)Rendering.Value(record, x.Field)?.ToJsonString()),
        ]);
        return Convert
            .ToBase64String(Encoding.UTF8.GetBytes(place.ToJsonString()))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
    }

    private static string?[] Place(string token)
    {
        try
        {
            var plain = token.Trim('\'').Replace('-', '+').Replace('_', '/');
            var text = Convert.FromBase64String(
                plain.PadRight(plain.Length + ((4 - (plain.Length % 4)) % 4), '=')
            );
            return JsonSerializer.Deserialize<string?[]>(text) ?? [];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Refusals.Request("The skip token is invalid.");
        }
    }

    private static bool IsAfter(
        NavRecord record,
        List<(Field Field, bool IsDescending)> fields,
        string?[] last
    )
    {
        if (last.Length != fields.Count)
        {
            throw Refusals.Request("The skip token is invalid.");
        }

        for (var i = 0; i < fields.Count; i++)
        {
            var (field, isDescending) = fields[i];
            var shadow = new NavRecord(
                record.Resource,
                record.Stored with
                {
                    Fields = new JsonObject { [field.Name] = JsonNode.Parse(last[i] ?? "null") },
                }
            );
            var here = FilterEvaluator.ValueOf(record, field);
            var there = FilterEvaluator.ValueOf(shadow, field);
            var order = FilterEvaluator.Order.Compare(here, there);
            if (order != 0)
            {
                return isDescending ? order < 0 : order > 0;
            }
        }

        return false;
    }
}
