using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Keeps the parts of a record as the record is, whenever it is saved.</summary>
internal sealed class PartKeeper(Org org, RecordWriter writer)
{
    private readonly RecycleBin _bin = new(org, writer);

    /// <summary>Makes, changes and deletes parts; a part is known by its first day.</summary>
    /// <exception cref="SalesforceException">A part cannot be saved.</exception>
    public void Follow(ObjectDefinition kind, string id, CallContext context)
    {
        if (kind.File.MonthParts is not { } parts)
        {
            return;
        }

        var whole = org.Records.Find(kind, id)!;
        var into = org.Kind(parts.Into);
        var held = org
            .Records.All(into, withDeleted: false)
            .Where(x => string.Equals(Text(x, parts.Whole), id, StringComparison.Ordinal))
            .DistinctBy(x => Text(x, parts.Start), StringComparer.Ordinal)
            .ToDictionary(x => Text(x, parts.Start) ?? string.Empty, StringComparer.Ordinal);
        foreach (var (from, to) in Months(Day(whole, parts.Start), Day(whole, parts.End)))
        {
            var body = BodyOf(whole, parts, from, to);
            if (held.Remove(Written(from), out var part))
            {
                writer.Update(into, part.Stored.Id, body, context);
            }
            else
            {
                body[parts.Whole] = id;
                _ = writer.Create(into, body, context);
            }
        }

        foreach (var part in held.Values)
        {
            _bin.Delete(into, part.Stored.Id, context);
        }
    }

    private static JsonObject BodyOf(RecordView whole, MonthParts parts, DateOnly from, DateOnly to)
    {
        var body = new JsonObject { [parts.Start] = Written(from), [parts.End] = Written(to) };
        foreach (var field in parts.Copied)
        {
            body[field] = whole[whole.Kind[field]!]?.DeepClone();
        }

        for (var day = Day(whole, parts.Start); day <= Day(whole, parts.End); day = day.AddDays(1))
        {
            foreach (var pattern in parts.ByDay)
            {
                var field = pattern.Replace("{day}", $"{day.DayOfWeek}", StringComparison.Ordinal);
                body[field] =
                    day < from || day > to ? null : whole[whole.Kind[field]!]?.DeepClone();
            }
        }

        return body;
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Months(DateOnly first, DateOnly last)
    {
        for (var from = first; from <= last; )
        {
            var end = new DateOnly(from.Year, from.Month, 1).AddMonths(1).AddDays(-1);
            var to = end < last ? end : last;
            yield return (from, to);
            from = to.AddDays(1);
        }
    }

    private static string? Text(RecordView record, string field) =>
        record[record.Kind[field]!]?.ToString();

    private static DateOnly Day(RecordView record, string field) =>
        DateOnly.ParseExact(Text(record, field)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Written(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
