using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;

namespace Tieout.Host.Evaluation;

/// <summary>Lists and maps of results as JSON, and money as it is read.</summary>
internal static class CaseJson
{
    public static JsonArray ToJson<T>(this IEnumerable<T> items, Func<T, JsonNode?> node) =>
        new([.. items.Select(node)]);

    public static JsonArray ToJson<T>(this IEnumerable<T> items, Func<T, string?> text) =>
        items.ToJson(item => (JsonNode?)JsonValue.Create(text(item)));

    public static JsonObject ToJson<T>(
        this IEnumerable<KeyValuePair<string, T>> items,
        Func<T, string?> text
    ) => new(items.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)text(x.Value))));

    public static Money Money(this CaseFields fields, string name, CurrencyCode currency) =>
        new(fields.Number(name), currency);

    /// <summary>Zero when the field is left out.</summary>
    public static Money MoneyOrZero(this CaseFields fields, string name, CurrencyCode currency) =>
        new(fields.Number(name, 0m), currency);
}
