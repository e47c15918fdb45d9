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

    /// <summary>An amount of zero or more.</summary>
    public static Money MoneyFromZero(this CaseFields fields, string name, CurrencyCode currency) =>
        new(fields.FromZero(name), currency);

    /// <summary>An amount in whole minor units, so that it can be shared out.</summary>
    public static Money MinorMoney(this CaseFields fields, string name, CurrencyCode currency) =>
        fields.Money(name, currency) is var money && money.Round() == money
            ? money
            : throw fields.Error(
                name,
                $"is not in whole minor units; {currency.Code} has "
                    + $"{CaseFormat.Count(currency.MinorUnitDigits)} decimals"
            );

    /// <summary>An amount shared by weights, one of which at least is above zero.</summary>
    public static IReadOnlyList<Money> Allocated(
        this CaseFields fields,
        string name,
        CurrencyCode currency,
        string weights
    )
    {
        var whole = fields.MinorMoney(name, currency);
        var parts = fields.NumbersFromZero(weights);
        return whole.IsZero || parts.Any(part => part > 0m)
            ? whole.Allocate(parts)
            : throw fields.Error(weights, "has no number above zero to share an amount by");
    }

    /// <summary>Zero when the field is left out.</summary>
    public static Money MoneyOrZero(this CaseFields fields, string name, CurrencyCode currency) =>
        new(fields.Number(name, 0m), currency);
}
