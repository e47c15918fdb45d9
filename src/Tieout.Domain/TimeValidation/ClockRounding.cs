using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>Rounds begin and end on the clock, then the duration between them.</summary>
/// <remarks>Source: domain rules §6.4 (1), after Kimai. Steps are minutes.</remarks>
public sealed record ClockRounding(TimeIncrement Begin, TimeIncrement End, TimeIncrement Duration)
{
    /// <summary>Rounds one stretch; an end before the begin is on the next day.</summary>
    public (LocalTime Begin, LocalTime End, Effort Duration) Round(LocalTime begin, LocalTime end)
    {
        var first = Begin.Round(MinutesOf(begin));
        var midnight = end < begin ? NodaConstants.MinutesPerDay : 0;
        var last = End.Round(MinutesOf(end) + midnight);
        return (TimeAt(first), TimeAt(last), Effort.OfMinutes(Duration.Round(last - first)));
    }

    private static decimal MinutesOf(LocalTime time) =>
        time.NanosecondOfDay / (decimal)NodaConstants.NanosecondsPerMinute;

    private static LocalTime TimeAt(decimal minutes) =>
        LocalTime.Midnight.PlusNanoseconds((long)(minutes * NodaConstants.NanosecondsPerMinute));
}
