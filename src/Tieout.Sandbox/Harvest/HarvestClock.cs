using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.Harvest;

/// <summary>Times of a day as Harvest writes them, and hours in hundredths.</summary>
internal static class HarvestClock
{
    private static readonly string[] Forms = ["h:mmtt", "hh:mmtt", "H:mm", "HH:mm"];

    /// <summary><c>8:00am</c> or <c>8:00</c>.</summary>
    /// <exception cref="Serving.Json.JsonRefusalException">It is neither.</exception>
    public static TimeOnly Read(string text, string field) =>
        TimeOnly.TryParseExact(
            text,
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : throw HarvestRefusals.Invalid($"{field} is not a valid time");

    [SuppressMessage(
        "Globalization",
        "CA1308:Normalize strings to uppercase",
        Justification = "Harvest writes 8:00am."
    )]
    public static string Write(TimeOnly time) =>
        time.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>Decimal hours, in hundredths.</summary>
    public static decimal Hours(TimeSpan time) =>
        ((decimal)time.Ticks / TimeSpan.TicksPerHour).RoundTo(2);
}
