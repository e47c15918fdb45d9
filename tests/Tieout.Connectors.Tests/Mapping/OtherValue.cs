using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Another plausible value of a member, of the same type.</summary>
internal static partial class OtherValue
{
    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["true"] = "false",
        ["false"] = "true",
        ["T"] = "F",
        ["F"] = "T",
    };

    /// <summary>One more, the opposite, the day after, the moment a day before, or another text.</summary>
    public static JsonNode Of(JsonNode value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => JsonValue.Create(false),
            JsonValueKind.False => JsonValue.Create(true),
            JsonValueKind.Number => JsonNode.Parse(
                string.Create(CultureInfo.InvariantCulture, $"{Number(value) + 1m}")
            )!,
            _ => JsonValue.Create(OfText((string)value!)),
        };

    /// <summary>The same of a text.</summary>
    public static string OfText(string text)
    {
        if (Opposites.TryGetValue(text, out var opposite))
        {
            return opposite;
        }

        if (Day().Match(text) is { Success: true } found)
        {
            var day = NodaTime.Text.LocalDatePattern.Iso.Parse(found.Value).Value;
            var other = text.Length > found.Length ? day.PlusDays(-1) : day.PlusDays(1);
            return NodaTime.Text.LocalDatePattern.Iso.Format(other) + text[found.Length..];
        }

        return decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? string.Create(CultureInfo.InvariantCulture, $"{number + 1m}")
            : text + "-2";
    }

    private static decimal Number(JsonNode value) =>
        decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Day();
}
