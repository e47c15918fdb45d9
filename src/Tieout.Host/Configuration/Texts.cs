using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Configuration;

/// <summary>How single values are written in a configuration.</summary>
internal static class Texts
{
    private static readonly YearMonthPattern Month = YearMonthPattern.Iso;

    /// <summary>Words with commas in between.</summary>
    public static string[] ListOf(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static bool TryDuration(string text, out Duration value)
    {
        value = Duration.Zero;
        if (
            text.Length < 2
            || !int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
        )
        {
            return false;
        }

        Duration? unit = text[^1] switch
        {
            's' => Duration.FromSeconds(1),
            'm' => Duration.FromMinutes(1),
            'h' => Duration.FromHours(1),
            'd' => Duration.FromDays(1),
            _ => null,
        };
        value = (unit ?? Duration.Zero) * count;
        return unit is not null;
    }

    public static bool TryTimeSpan(string text, out TimeSpan value)
    {
        var isRead = TryDuration(text, out var duration);
        value = duration.ToTimeSpan();
        return isRead;
    }

    public static bool TryDate(string text, out LocalDate value) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out value);

    public static bool TryMonth(string text, out YearMonth value) =>
        Month.Parse(text).TryGetValue(default, out value);

    public static bool TryCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Zero or more.</summary>
    public static bool TryAmount(string text, out decimal value) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out value
        );

    public static bool TryBytes(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    public static bool TryYesNo(string text, out bool value) => bool.TryParse(text, out value);

    public static bool TryCharacter(string text, out char value)
    {
        value = text[0];
        return text.Length == 1;
    }

    public static bool TryZone(string text, [NotNullWhen(true)] out DateTimeZone? value)
    {
        value = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text);
        return value is not null;
    }

    public static bool TryWebAddress(string text, [NotNullWhen(true)] out Uri? value) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out value)
        && value.Scheme is ("http" or "https");

    /// <summary>One web page and not a root: what follows its host stays as it is.</summary>
    public static bool TryEndpoint(string text, [NotNullWhen(true)] out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && value.Scheme is ("http" or "https");

    /// <summary>A code, of whatever kind of thing.</summary>
    public static bool TryIdentifier<T>(string text, out T value)
        where T : struct, IIdentifier<T>
    {
        var isCode = Identifier.IsValid(text);
        value = isCode ? T.Parse(text) : default;
        return isCode;
    }

    /// <summary>A word of an enumeration, in lower case with hyphens: <c>done-marker</c>.</summary>
    public static bool TryWord<T>(string text, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (text.Equals(WordOf(candidate), StringComparison.Ordinal))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static string WordsOf<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(x => WordOf(x)));

    private static string WordOf<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
