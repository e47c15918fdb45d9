using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Reads what callers send, and writes numbers and dates as AvaTax does.</summary>
internal static class AvaTaxJson
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Names begin with a small letter: AvaTax reads <c>SingleLocation</c> as well.</summary>
    public static JsonNode? Named(JsonNode? node) =>
        node switch
        {
            JsonObject record => new JsonObject(
                record
                    .GroupBy(x => Small(x.Key), StringComparer.Ordinal)
                    .Select(x => KeyValuePair.Create(x.Key, Named(x.Last().Value)))
            ),
            JsonArray list => list.Select(Named).ToJsonArray(),
            null => null,
            var value => value.DeepClone(),
        };

    /// <summary>A number without zeros at its end: 100 and not 100.00.</summary>
    public static decimal Plain(this decimal value) => value / 1.0000000000000000000000000000m;

    public static decimal Number(this JsonObject record, string name, decimal fallback) =>
        record[name] is null ? fallback
        : record.NumberAt(name) is { } number ? number
        : throw AvaTaxErrors.NoNumber(name);

    public static string Text(this JsonObject record, string name) =>
        record.TextAt(name)?.Trim() ?? string.Empty;

    /// <summary>A date, of which a time of day is left out.</summary>
    public static DateOnly? DateAt(this JsonObject record, string name)
    {
        if (record.TextAt(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return DateTime.TryParse(
            text.Length >= Day.Length ? text[..Day.Length] : text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? DateOnly.FromDateTime(instant)
            : throw AvaTaxErrors.NoDate(name, text);
    }

    public static string Written(this DateOnly date) =>
        date.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>One of the names of an enumeration, as it is written there; letters' case is passed over.</summary>
    public static string? OneOf(
        this JsonObject record,
        string name,
        params ReadOnlySpan<string> names
    )
    {
        if (record.TextAt(name) is not { Length: > 0 } text)
        {
            return null;
        }

        foreach (var known in names)
        {
            if (known.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        throw AvaTaxErrors.NoEnumValue(name, text);
    }

    private static string Small(string name) =>
        name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
