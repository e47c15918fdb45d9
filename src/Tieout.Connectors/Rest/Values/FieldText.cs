using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Rest.Values;

/// <summary>Turns what systems write into the one way in which a column is read.</summary>
internal static class FieldText
{
    private const int DecimalsMax = 10;

    private static readonly LocalDateTimePattern[] LocalPatterns =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFFF"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
    ];

    private static readonly OffsetDateTimePattern[] OffsetPatterns =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFo<M>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFFFo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<G>"),
    ];

    /// <summary>The first group of a pattern, else what it matches; none where it does not.</summary>
    public static string? Extract(string text, Regex pattern)
    {
        var match = pattern.Match(text);
        return !match.Success ? null
            : match.Groups.Count > 1 ? match.Groups[1].Value
            : match.Value;
    }

    /// <summary>An exact number; an exponent is allowed, thousands separators are not.</summary>
    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number
        );

    /// <summary>
    /// A number as people write it: its thousands apart, all or none of them, by a sign, a blank of any width or an
    /// apostrophe, and another sign before its decimals.
    /// </summary>
    /// <param name="number">The same as it is written here.</param>
    public static bool TryGrouped(string text, char thousands, char decimals, out string number)
    {
        number = string.Empty;
        var parts = text.Split(decimals);
        var whole = parts[0].TrimStart('-', '+');
        var groups = whole.Split([thousands, ' ', '\u00a0', '\u2009', '\u202f', '\'', '\u2019']);
        var isWhole =
            groups.All(x => x.Length > 0 && x.All(char.IsAsciiDigit))
            && (
                groups.Length == 1
                || (groups[0].Length <= 3 && groups.Skip(1).All(x => x.Length == 3))
            );
        if (
            parts.Length > 2
            || !isWhole
            || parts[0].Length - whole.Length > 1
            || (parts.Length == 2 && !(parts[1].Length > 0 && parts[1].All(char.IsAsciiDigit)))
        )
        {
            return false;
        }

        var sign = parts[0].StartsWith('-') ? "-" : string.Empty;
        number =
            $"{sign}{string.Concat(groups)}{(parts.Length == 2 ? $".{parts[1]}" : string.Empty)}";
        return true;
    }

    /// <summary>Without exponent and trailing zeros.</summary>
    public static string Write(decimal number) =>
        (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>Hours and minutes, with or without seconds, as seconds: <c>1:30</c>.</summary>
    public static bool TryClock(string text, out decimal seconds)
    {
        seconds = 0m;
        var isNegative = text.StartsWith('-');
        var parts = text.TrimStart('-').Split(':');
        if (parts.Length is < 2 or > 3)
        {
            return false;
        }

        foreach (var (i, part) in parts.Index())
        {
            if (
                !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || (i > 0 && number > 59)
            )
            {
                return false;
            }

            seconds = (seconds * 60m) + number;
        }

        seconds = (parts.Length == 2 ? seconds * 60m : seconds) * (isNegative ? -1m : 1m);
        return true;
    }

    /// <summary>A duration of ISO 8601 as seconds: <c>PT1H30M</c>. Months and years have no length.</summary>
    public static bool TryDuration(string text, out decimal seconds)
    {
        seconds = 0m;
        var isNegative = text.StartsWith('-');
        var rest = text.TrimStart('-');
        if (!rest.StartsWith('P') || rest.Length < 3)
        {
            return false;
        }

        var isTime = false;
        var start = 1;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == 'T' && !isTime)
            {
                isTime = true;
                start = i + 1;
            }
            else if (char.IsAsciiLetterUpper(rest[i]))
            {
                decimal? each = (rest[i], isTime) switch
                {
                    ('W', false) => 604_800m,
                    ('D', false) => 86_400m,
                    ('H', true) => 3_600m,
                    ('M', true) => 60m,
                    ('S', true) => 1m,
                    _ => null,
                };
                if (each is null || !TryNumber(rest[start..i], out var count))
                {
                    return false;
                }

                seconds += count * each.Value;
                start = i + 1;
            }
        }

        seconds *= isNegative ? -1m : 1m;
        return start == rest.Length;
    }

    /// <summary>An instant with its offset, or a local time where the zone is known.</summary>
    public static bool TryInstant(string text, DateTimeZone? zone, out Instant instant)
    {
        foreach (var pattern in OffsetPatterns)
        {
            if (pattern.Parse(text).TryGetValue(default, out var moment))
            {
                instant = moment.ToInstant();
                return true;
            }
        }

        foreach (var pattern in LocalPatterns)
        {
            if (zone is not null && pattern.Parse(text).TryGetValue(default, out var local))
            {
                instant = local.InZoneLeniently(zone).ToInstant();
                return true;
            }
        }

        instant = default;
        return false;
    }

    /// <summary>Seconds or milliseconds since 1970 in UTC; fractions are kept.</summary>
    public static bool TryUnix(string text, decimal perSecond, out Instant instant)
    {
        instant = default;
        if (!TryNumber(text, out var number) || Math.Abs(number / perSecond) > 200_000_000_000m)
        {
            return false;
        }

        var ticks = decimal.ToInt64(number / perSecond * NodaConstants.TicksPerSecond);
        instant = Instant.FromUnixTimeTicks(ticks);
        return true;
    }

    /// <summary>Rounded half away from zero; without a wish, to what a column can hold.</summary>
    public static decimal Round(decimal number, int? decimals) =>
        number.RoundTo(decimals ?? DecimalsMax);
}
