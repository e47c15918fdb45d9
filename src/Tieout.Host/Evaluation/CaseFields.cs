using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Evaluation;

/// <summary>One JSON object of a case, read strictly; errors name the field.</summary>
/// <remarks>A field that is null counts as left out.</remarks>
internal sealed class CaseFields
{
    private const NumberStyles Decimals =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private const string BelowZero = "is below zero; zero or more is allowed";

    /// <summary>What a decimal holds.</summary>
    private const int DigitsMax = 28;

    private readonly JsonElement _element;
    private readonly string _place;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public CaseFields(JsonElement element, string place)
    {
        _element = element;
        _place = place;
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw new CaseException(place, "is not an object");
        }
    }

    public bool Has(string name) => Find(name) is not null;

    public bool IsObject(string name) => Find(name)?.ValueKind is JsonValueKind.Object;

    /// <summary>An error about a field, for the caller to throw.</summary>
    public CaseException Error(string name, string problem) => new(PlaceOf(name), problem);

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw Error(name, "is not a text");

    /// <summary>A label that may be a text, a number or a flag, compared as written.</summary>
    public string? OptionalLabel(string name) =>
        Find(name)
            is {
                ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            } label
            ? label.GetRawText()
            : OptionalText(name);

    public decimal Number(string name) => OptionalNumber(name) ?? throw Missing(name);

    public decimal Number(string name, decimal otherwise) => OptionalNumber(name) ?? otherwise;

    public decimal? OptionalNumber(string name) =>
        Find(name) is { } value ? NumberOf(value, name) : null;

    public int Count(string name) => OptionalCount(name) ?? throw Missing(name);

    public int? OptionalCount(string name) =>
        OptionalNumber(name) switch
        {
            null => null,
            { } n when decimal.IsInteger(n) && n is >= int.MinValue and <= int.MaxValue => (int)n,
            _ => throw Error(name, "is not a whole number"),
        };

    public int CountFromZero(string name) =>
        Count(name) is var count and >= 0 ? count : throw Error(name, BelowZero);

    /// <summary>Zero or more; the given value when it is left out.</summary>
    public decimal FromZero(string name, decimal? otherwise = null) =>
        (OptionalNumber(name) ?? otherwise ?? throw Missing(name)) is var number and >= 0m
            ? number
            : throw Error(name, BelowZero);

    /// <summary>Zero or more, if it is there.</summary>
    public decimal? OptionalFromZero(string name) => Has(name) ? FromZero(name) : null;

    /// <summary>A part in percent, 0 to 100; the given value when it is left out.</summary>
    public decimal Percent(string name, decimal? otherwise = null) =>
        FromZero(name, otherwise) is var number and <= 100m
            ? number
            : throw Error(name, "is more than 100 per cent");

    /// <summary>More than zero; the given value when it is left out.</summary>
    public decimal AboveZero(string name, decimal? otherwise = null) =>
        (OptionalNumber(name) ?? otherwise ?? throw Missing(name)) is var number and > 0m
            ? number
            : throw Error(name, "is not above zero");

    /// <summary>How many decimals to round to.</summary>
    public int? OptionalDigits(string name) =>
        OptionalCount(name) switch
        {
            null => null,
            { } digits and >= 0 and <= DigitsMax => digits,
            _ => throw Error(name, "is not a number of decimals from 0 to 28"),
        };

    public bool Flag(string name, bool otherwise) =>
        Find(name)?.ValueKind switch
        {
            null => otherwise,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Error(name, "is not true or false"),
        };

    public LocalDate Date(string name) => OptionalDate(name) ?? throw Missing(name);

    public LocalDate? OptionalDate(string name) =>
        OptionalText(name) is { } text
            ? Parsed(LocalDatePattern.Iso.Parse(text), name, "no date such as 2026-10-31")
            : null;

    public Instant Instant(string name) => InstantOf(Text(name), name);

    public IReadOnlyList<Instant> Instants(string name) =>
        [.. Texts(name).Select((text, i) => InstantOf(text, ItemOf(name, i)))];

    public LocalTime Clock(string name) =>
        Parsed(
            LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss").Parse(Text(name)),
            name,
            "no time of day such as 17:05:00"
        );

    public DateTimeZone Zone(string name) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(Text(name))
        ?? throw Error(name, "is no time zone of the tz database");

    /// <summary>An object with <c>start</c> and <c>end</c>, both included.</summary>
    public DateInterval Interval(string name) => Child(name).Interval();

    /// <summary>From this object's <c>start</c> and <c>end</c>.</summary>
    public DateInterval Interval() =>
        Date("start") <= Date("end")
            ? new DateInterval(Date("start"), Date("end"))
            : throw Error("end", "is before the start");

    public CurrencyCode Currency(string name) => OptionalCurrency(name) ?? throw Missing(name);

    public CurrencyCode? OptionalCurrency(string name) =>
        OptionalText(name) is not { } text ? null
        : CurrencyCode.TryParse(text, out var currency) ? currency
        : throw Error(name, "is no currency of ISO 4217, such as EUR");

    public T Identifier<T>(string name)
        where T : struct, IIdentifier<T> => OptionalIdentifier<T>(name) ?? throw Missing(name);

    public T? OptionalIdentifier<T>(string name)
        where T : struct, IIdentifier<T>
    {
        try
        {
            return OptionalText(name) is { } text ? T.Parse(text) : null;
        }
        catch (FormatException)
        {
            throw Error(
                name,
                "is no identifier: a text that is not empty, without control characters"
            );
        }
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices) =>
        choices.TryGetValue(Text(name), out var value) ? value : throw NoneOf(name, choices.Keys);

    /// <summary>An error about a word that is not among those allowed.</summary>
    public CaseException NoneOf(string name, IEnumerable<string> allowed) =>
        Error(name, $"is none of {string.Join(", ", allowed)}");

    /// <summary>A list of words.</summary>
    public IReadOnlyList<T> Choices<T>(string name, IReadOnlyDictionary<string, T> choices) =>
        [
            .. Texts(name)
                .Select(
                    (text, i) =>
                        choices.TryGetValue(text, out var value)
                            ? value
                            : throw NoneOf(ItemOf(name, i), choices.Keys)
                ),
        ];

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T otherwise) =>
        Has(name) ? Choice(name, choices) : otherwise;

    public CaseFields Child(string name) => OptionalChild(name) ?? throw Missing(name);

    public CaseFields? OptionalChild(string name) =>
        Find(name) is { } value ? new CaseFields(value, PlaceOf(name)) : null;

    /// <summary>An item of a list that may be an object or something else.</summary>
    public CaseFields Nested(string name, int place, JsonElement item) =>
        new(item, PlaceOf(ItemOf(name, place)));

    /// <summary>Another object in the place of this one.</summary>
    public CaseFields Instead(JsonElement element) => new(element, _place);

    /// <summary>This object, to be changed.</summary>
    public JsonObject Copy() => JsonObject.Create(_element)!;

    public IReadOnlyList<CaseFields> Children(string name) =>
        Has(name) ? OptionalChildren(name) : throw Missing(name);

    public IReadOnlyList<CaseFields> OptionalChildren(string name) =>
        [.. Items(name).Select((item, i) => Nested(name, i, item))];

    /// <summary>Objects that are told apart by a field; none when the list is left out.</summary>
    public IReadOnlyList<CaseFields> OptionalRows(string name, string key = "id")
    {
        var rows = OptionalChildren(name);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!known.Add(row.Text(key)))
            {
                throw row.Error(key, $"is a second '{row.Text(key)}'; each is allowed once");
            }
        }

        return rows;
    }

    public IReadOnlyList<CaseFields> Rows(string name, string key = "id") =>
        Has(name) ? OptionalRows(name, key) : throw Missing(name);

    public IReadOnlyList<string> Texts(string name) =>
        Has(name) ? OptionalTexts(name) : throw Missing(name);

    public IReadOnlyList<string> OptionalTexts(string name) =>
        [
            .. Items(name)
                .Select(
                    (item, i) =>
                        item.ValueKind is JsonValueKind.String
                            ? item.GetString()!
                            : throw Error(ItemOf(name, i), "is not a text")
                ),
        ];

    public IReadOnlyList<decimal> Numbers(string name) =>
        Has(name)
            ? [.. Items(name).Select((item, i) => NumberOf(item, ItemOf(name, i)))]
            : throw Missing(name);

    /// <summary>None of them below zero.</summary>
    public IReadOnlyList<decimal> NumbersFromZero(string name) =>
        [
            .. Numbers(name)
                .Select(
                    (number, i) => number >= 0m ? number : throw Error(ItemOf(name, i), BelowZero)
                ),
        ];

    /// <summary>The items of a list as they are; none when it is left out.</summary>
    public IReadOnlyList<JsonElement> Items(string name) =>
        Find(name) is not { } list ? []
        : list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()]
        : throw Error(name, "is not a list");

    /// <summary>The items of a list as they are.</summary>
    public IReadOnlyList<JsonElement> RequiredItems(string name) =>
        Has(name) ? Items(name) : throw Missing(name);

    /// <summary>Names of this object's fields, null ones included, in order.</summary>
    public IEnumerable<string> Names => _element.EnumerateObject().Select(member => member.Name);

    /// <summary>What it has and nobody has asked for so far.</summary>
    public IEnumerable<string> Unread => Names.Where(name => !_read.Contains(name));

    /// <summary>Every field of this object that is not null, read one by one.</summary>
    public Dictionary<string, T> Map<T>(Func<string, T> read) =>
        Names.Where(Has).ToDictionary(name => name, read, StringComparer.Ordinal);

    private static string InvariantPlace(string place, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{place} {name}");

    private JsonElement? Find(string name)
    {
        _ = _read.Add(name);
        return
            _element.TryGetProperty(name, out var value)
            && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;
    }

    private decimal NumberOf(JsonElement value, string name)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return decimal.TryParse(text, Decimals, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error(name, "is not a decimal number such as -12.50");
    }

    private Instant InstantOf(string text, string name) =>
        Parsed(
            InstantPattern.ExtendedIso.Parse(text),
            name,
            "no instant such as 2026-10-31T17:05:00Z"
        );

    private T Parsed<T>(ParseResult<T> result, string name, string otherwise) =>
        result.Success ? result.Value : throw Error(name, $"is {otherwise}");

    private static string ItemOf(string name, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}[{place}]");

    private CaseException Missing(string name) => Error(name, "is missing");

    private string PlaceOf(string name) => InvariantPlace(_place, name);
}
