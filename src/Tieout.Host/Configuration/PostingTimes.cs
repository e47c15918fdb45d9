using NodaTime.Text;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Host.Configuration;

/// <summary>Reads when documents may be delivered: <c>postingWindow</c>.</summary>
internal static class PostingTimes
{
    private const string Window = "postingWindow";

    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture(
        "HH:mm"
    );

    /// <summary>At any time when the section is left out.</summary>
    /// <param name="system">Whose window it is.</param>
    /// <param name="zone">The firm's, where the window has none of its own.</param>
    public static PostingWindow? ReadWindow(YamlSection system, DateTimeZone zone)
    {
        if (system.OptionalSection(Window) is not { } section)
        {
            return null;
        }

        if (!section.Has("days") && !section.Has("hours"))
        {
            system.Problem(Window, "name days, hours or both.");
        }

        var (firstDay, lastDay) = section.Value<(int, int)>(
            "days",
            TryDays,
            "two days of the month such as 1-25",
            (1, 31)
        );
        var (opens, closes) = section.Value<(LocalTime, LocalTime)>(
            "hours",
            TryHours,
            "two times of the day such as 08:00-20:00",
            (LocalTime.Midnight, LocalTime.Midnight)
        );
        var own = section.Value("zone", Texts.TryZone, "a time zone such as Europe/London", zone);
        section.Close();
        return new PostingWindow(own, firstDay, lastDay, opens, closes);
    }

    private static bool TryDays(string text, out (int First, int Last) value)
    {
        value = default;
        return text.Split('-') is [var first, var last]
            && Texts.TryCount(first, out value.First)
            && Texts.TryCount(last, out value.Last)
            && value is { First: >= 1 and <= 31, Last: >= 1 and <= 31 };
    }

    private static bool TryHours(string text, out (LocalTime Opens, LocalTime Closes) value)
    {
        value = default;
        return text.Split('-') is [var opens, var closes]
            && Hour.Parse(opens).TryGetValue(default, out value.Opens)
            && (
                closes.Equals("24:00", StringComparison.Ordinal)
                || Hour.Parse(closes).TryGetValue(default, out value.Closes)
            );
    }
}
