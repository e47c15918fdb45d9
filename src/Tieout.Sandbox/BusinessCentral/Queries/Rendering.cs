using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OData.UriParser;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Queries;

/// <summary>Records as JSON.</summary>
internal static class Rendering
{
    public static JsonObject Of(NavRecord record, SelectExpandClause? wanted, CompanyBook? book)
    {
        var shown = new JsonObject { ["@odata.etag"] = record.ETag };
        var selected = Selected(wanted);
        foreach (var field in record.Resource.Fields)
        {
            if (selected is null || selected.Contains(field.Name))
            {
                shown[field.Name] = Value(record, field);
            }
        }

        foreach (var item in Expanded(wanted))
        {
            var way = record.Resource.Way(NameOf(item));
            if (way is not null && book is not null)
            {
                shown[way.Name] = Expand(record, way, item, book);
            }
        }

        return shown;
    }

    public static DateTimeOffset InstantOf(NavRecord record, Field field)
    {
        if (field.Name is "systemCreatedAt")
        {
            return Milliseconds(record.Stored.Created);
        }

        return record.Fields[field.Name] is { } told
            ? DateTimeOffset.Parse((string)told!, CultureInfo.InvariantCulture)
            : Milliseconds(record.Stored.Modified);
    }

    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    public static JsonNode? Value(NavRecord record, Field field) =>
        field.Kind switch
        {
            FieldKind.Instant => Text(InstantOf(record, field)),
            FieldKind.Choice => Spelling.Of(record.Text(field.Name)),
            FieldKind.Decimal => record.Amount(field.Name),
            FieldKind.Integer or FieldKind.Long => record.Whole(field.Name),
            FieldKind.Boolean => record.Is(field.Name),
            _ => record.Text(field.Name),
        };

    private static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>The properties that are asked for; none when all are.</summary>
    private static HashSet<string>? Selected(SelectExpandClause? wanted)
    {
        if (wanted is null || wanted.AllSelected)
        {
            return null;
        }

        var names = wanted
            .SelectedItems.OfType<PathSelectItem>()
            .Select(x => x.SelectedPath.FirstSegment.Identifier)
            .ToHashSet(StringComparer.Ordinal);
        return names.Count == 0 ? null : names;
    }

    private static IEnumerable<ExpandedNavigationSelectItem> Expanded(SelectExpandClause? wanted) =>
        wanted?.SelectedItems.OfType<ExpandedNavigationSelectItem>() ?? [];

    private static string NameOf(ExpandedNavigationSelectItem item) =>
        item.PathToNavigationProperty.FirstSegment.Identifier;

    private static JsonNode? Expand(
        NavRecord record,
        Navigation way,
        ExpandedNavigationSelectItem item,
        CompanyBook book
    )
    {
        var found = book.Along(record, way);
        if (!way.IsMany)
        {
            return found is [var one, ..] ? Of(one, item.SelectAndExpand, book) : null;
        }

        var listed = Listing.Sort(
            found.Where(x => FilterEvaluator.Matches(item.FilterOption, x)),
            Resources.Get(way.Target),
            item.OrderByOption
        );
        var taken = listed
            .Skip((int)(item.SkipOption ?? 0))
            .Take((int)(item.TopOption ?? int.MaxValue));
        return new JsonArray([.. taken.Select(x => (JsonNode)Of(x, item.SelectAndExpand, book))]);
    }
}
