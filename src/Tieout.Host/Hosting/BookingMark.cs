using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime.Text;

namespace Tieout.Host.Hosting;

/// <summary>What was booked last: through which month, and as of which event of the log.</summary>
/// <param name="Month">Through its last day.</param>
/// <param name="Event">The sequence of the last event that was known.</param>
/// <remarks>The log never changes, so a mark says for ever what was booked. Written 2026-07@4711.</remarks>
public sealed record BookingMark(YearMonth Month, long Event)
{
    /// <summary>Takes what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BookingMark? mark)
    {
        mark = null;
        if (
            text.Split('@') is [var month, var place]
            && YearMonthPattern.Iso.Parse(month).TryGetValue(default, out var some)
            && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            mark = new BookingMark(some, number);
        }

        return mark is not null;
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{YearMonthPattern.Iso.Format(Month)}@{Event}"
        );
}
