using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>Rounds begin and end on the clock, then the duration between them.</summary>
/// <remarks>Source: domain rules §6.4 (1), after Kimai. Steps are minutes.</remarks>
public sealed record ClockRounding(TimeIncrement Begin, TimeIncrement End, TimeIncrement Duration)
{
    private const decimal SecondsPerMinute = 60m;

    /// <summary>Rounds one stretch; an end before the begin is on the next day.</summary>
    public (LocalTime Begin, LocalTime End, Effort Duration) Round(LocalTime begin, LocalTime end)
    {
        var first = RoundSeconds(Begin, SecondsOf(begin));
        var midnight = end < begin ? NodaConstants.SecondsPerDay : 0;
        var last = RoundSeconds(End, SecondsOf(end) + midnight);
        var duration = new Effort(RoundSeconds(Duration, last - first));
        return (TimeAt(first), TimeAt(last), duration);
    }

    /// <summary>In seconds, so that a time of day without a step stays exactly as it is.</summary>
    private static decimal RoundSeconds(TimeIncrement minutes, decimal seconds) =>
        (minutes with { Step = minutes.Step * SecondsPerMinute }).Round(seconds);

    private static decimal SecondsOf(LocalTime time) =>
        time.NanosecondOfDay / (decimal)NodaConstants.NanosecondsPerSecond;

    private static LocalTime TimeAt(decimal seconds) =>
        LocalTime.Midnight.PlusNanoseconds((long)(seconds * NodaConstants.NanosecondsPerSecond));
}
