using NodaTime.Text;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Invoicing.Routing;

namespace Tieout.Host.Configuration;

/// <summary>
/// Reads when documents may be delivered: <c>postingWindow</c>, <c>closedPeriods</c> and <c>freeze</c>.
/// </summary>
internal static class PostingTimes
{
    private const string Window = "postingWindow";
    private const string Closed = "closedPeriods";
    private const string Freeze = "freeze";

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

    /// <summary>Documents of a closed period wait when it is left out.</summary>
    /// <param name="system">Whose policy it is.</param>
    /// <param name="numbersByDate">It refuses what is dated before its last document.</param>
    public static ShiftPolicy? ReadShift(YamlSection system, bool numbersByDate)
    {
        switch (system.OptionalText(Closed))
        {
            case null or "hold":
                return null;
            case "first-open-day":
                return ShiftPolicy.FirstOpenDay;
            case "last-open-day" when numbersByDate:
                system.Problem(
                    Closed,
                    "must be hold or first-open-day: after the last day of a period, this system would "
                        + "take nothing more in it."
                );
                return null;
            case "last-open-day":
                return ShiftPolicy.LastOpenDay;
            case var other:
                system.Problem(
                    Closed,
                    $"'{other}' is not one of hold, first-open-day, last-open-day."
                );
                return null;
        }
    }

    /// <summary>None when the list is left out.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="zone">In which the days of a freeze begin and end.</param>
    public static IReadOnlyList<Freeze> ReadFreezes(YamlSection root, DateTimeZone zone)
    {
        var items = root.Items(Freeze);
        if (items is null && root.Has(Freeze))
        {
            root.Problem(Freeze, "must be a list of mappings: entity, from, to.");
        }

        return [.. (items ?? []).Select(item => ReadFreeze(item, zone))];
    }

    private static Freeze ReadFreeze(YamlSection item, DateTimeZone zone)
    {
        const string about = "a date such as 2026-11-20";
        var entity = item.RequiredValue<LegalEntityCode>(
            "entity",
            Texts.TryIdentifier,
            "the code of a legal entity",
            default
        );
        var from = item.RequiredValue<LocalDate>("from", Texts.TryDate, about, default);
        var to = item.RequiredValue<LocalDate>("to", Texts.TryDate, about, from);
        if (to < from)
        {
            item.Problem("to", "is before the freeze begins.");
        }

        item.Close();
        var end = zone.AtLeniently(to.PlusDays(1).AtMidnight()).ToInstant() - Duration.Epsilon;
        return new Freeze(entity, zone.AtLeniently(from.AtMidnight()).ToInstant(), end);
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
