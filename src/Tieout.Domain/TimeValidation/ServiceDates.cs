using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>The service date of work: the calendar day at the place of work.</summary>
/// <remarks>Source: domain rules §6.3. Never UTC and never the server's zone.</remarks>
public static class ServiceDates
{
    /// <summary>The local day of an instant.</summary>
    public static LocalDate DayOf(Instant instant, DateTimeZone zone) => instant.InZone(zone).Date;

    /// <summary>Cuts a stretch at local midnights; minutes are real ones, also over a clock change.</summary>
    public static IReadOnlyList<WorkedSegment> Split(Interval worked, DateTimeZone zone)
    {
        List<WorkedSegment> segments = [];
        var from = worked.Start;
        while (from < worked.End)
        {
            var day = DayOf(from, zone);
            var midnight = zone.AtLeniently(day.PlusDays(1).AtMidnight()).ToInstant();
            var until = Instant.Min(midnight, worked.End);
            segments.Add(new WorkedSegment(day, Elapsed(until - from)));
            from = until;
        }

        return segments;
    }

    /// <summary>The whole stretch on the local day of its start.</summary>
    public static WorkedSegment Whole(Interval worked, DateTimeZone zone) =>
        new(DayOf(worked.Start, zone), Elapsed(worked.Duration));

    private static Effort Elapsed(Duration duration) =>
        new(duration.ToInt64Nanoseconds() / (decimal)NodaConstants.NanosecondsPerSecond);
}
