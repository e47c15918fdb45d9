using System.Globalization;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>How the vendor writes instants: milliseconds that are zero, an offset without colon.</summary>
internal static class Stamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz",
    ];

    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)
        + "+0000";

    /// <summary>Stamps are whole seconds.</summary>
    public static DateTimeOffset Whole(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>Reads Z, +0000 and +00:00; an instant without offset is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        // +0000 becomes +00:00.
        var normal =
            text.Length > 5 && text[^5] is '+' or '-' && text[^3] is not ':'
                ? $"{text[..^2]}:{text[^2..]}"
                : text;
        var hasOffset = normal.EndsWith('Z') || (normal.Length > 6 && normal[^6] is '+' or '-');
        return
            hasOffset
            && DateTimeOffset.TryParseExact(
                normal,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
            ? instant.ToUniversalTime()
            : null;
    }

    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
