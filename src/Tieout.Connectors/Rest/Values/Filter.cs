using System.Globalization;
using System.Text.Json;
using NodaTime.Text;

namespace Tieout.Connectors.Rest.Values;

/// <summary>What is done to a placeholder's value before it is sent.</summary>
internal abstract record Filter
{
    private Filter() { }

    /// <summary>The names that a template may use, for messages and the reference page.</summary>
    public const string Names =
        "text, number, negate, decimals:NUMBER, first:NUMBER, date:PATTERN, days:NUMBER, map:NAME, or:TEXT";

    private const int DaysMax = 3_660;
    private const int DecimalsMax = 10;
    private const int LengthMax = 10_000;

    /// <summary>Reads what stands behind a bar.</summary>
    /// <exception cref="FormatException">There is no such filter.</exception>
    public static Filter Parse(string text) =>
        text.Split(':', 2) switch
        {
            ["text"] => new AsText(),
            ["number"] => new AsNumber(),
            ["negate"] => new Negated(),
            ["decimals", { } number] when TryCount(number, 0, DecimalsMax, out var decimals) =>
                new Rounded(decimals),
            ["first", { } number] when TryCount(number, 1, LengthMax, out var length) => new First(
                length
            ),
            ["date", { Length: > 0 } pattern] => new Date(
                LocalDatePattern.CreateWithInvariantCulture(pattern)
            ),
            ["days", { } number]
                when int.TryParse(
                    number,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var days
                )
                    && Math.Abs(days) <= DaysMax => new Later(days),
            ["map", { Length: > 0 } name] => new Map(name),
            ["or", { } otherwise] => new Or(otherwise),
            _ => throw new FormatException(
                $"has an unknown filter '{text}'; write one of {Names}."
            ),
        };

    /// <summary>The value as it is sent.</summary>
    /// <exception cref="FormatException">The value cannot be sent like that, and why.</exception>
    public abstract JsonElement? Apply(JsonElement? value, Scope scope);

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);

    private static decimal NumberOf(JsonElement value) =>
        JsonTexts.TextOf(value) is { } text && FieldText.TryNumber(text, out var number)
            ? number
            : throw new FormatException($"'{JsonTexts.TextOf(value)}' is no number to send.");

    private static bool TryCount(string text, int min, int max, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)
        && count >= min
        && count <= max;

    /// <summary>Texts and numbers alike as a text.</summary>
    public sealed record AsText : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { } some && JsonTexts.TextOf(some) is { } text ? Json(text) : value;
    }

    /// <summary>A text as the number that it is.</summary>
    public sealed record AsNumber : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { ValueKind: not JsonValueKind.Null } some ? Json(NumberOf(some)) : value;
    }

    /// <summary>With the other sign.</summary>
    public sealed record Negated : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { ValueKind: not JsonValueKind.Null } some ? Json(-NumberOf(some)) : value;
    }

    /// <summary>A number of so many decimals at most, rounded half away from zero.</summary>
    public sealed record Rounded(int Decimals) : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { ValueKind: not JsonValueKind.Null } some
                ? JsonSerializer.Deserialize<JsonElement>(
                    FieldText.Write(FieldText.Round(NumberOf(some), Decimals))
                )
                : value;
    }

    /// <summary>The beginning of a text that may be too long; no character is cut in two.</summary>
    public sealed record First(int Length) : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { } some && JsonTexts.TextOf(some) is { } text && text.Length > Length
                ? Json(text[..(char.IsHighSurrogate(text[Length - 1]) ? Length - 1 : Length)])
                : value;
    }

    /// <summary>A day in another pattern.</summary>
    public sealed record Date(LocalDatePattern Pattern) : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { } some
            && JsonTexts.TextOf(some) is { } text
            && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day)
                ? Json(Pattern.Format(day))
                : value;
    }

    /// <summary>A day so many days later, or earlier where the number is negative.</summary>
    public sealed record Later(int Days) : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope)
        {
            if (value is not { } some || JsonTexts.TextOf(some) is not { } text)
            {
                return null;
            }

            return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day)
                ? Json(LocalDatePattern.Iso.Format(day.PlusDays(Days)))
                : throw new FormatException(
                    $"'{text}' is no day such as 2026-01-31 to count from."
                );
        }
    }

    /// <summary>By one of the manifest's value maps.</summary>
    public sealed record Map(string Name) : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope)
        {
            if (value is not { } some || JsonTexts.TextOf(some) is not { } code)
            {
                return null;
            }

            return scope.Maps?.GetValueOrDefault(Name)?.Find(code, scope) is { } mapped
                ? Json(mapped)
                : throw new FormatException(
                    $"'{code}' is not in the value map '{Name}' of the manifest; add it there."
                );
        }
    }

    /// <summary>A text where there is no value.</summary>
    public sealed record Or(string Otherwise) : Filter
    {
        public override JsonElement? Apply(JsonElement? value, Scope scope) =>
            value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) }
                ? value
                : Json(Otherwise);
    }
}
