using System.Diagnostics;

namespace Tieout.Domain.Invoicing.Posting;

/// <summary>When a target may be written to: on days of the month, at hours of the day.</summary>
/// <param name="Zone">In which its days and hours are counted.</param>
/// <param name="FirstDay">1 to 31; after the last day, the window goes over the end of the month.</param>
/// <param name="LastDay">Included; 1 to 31.</param>
/// <param name="Opens">After the closing hour, the window goes over midnight.</param>
/// <param name="Closes">Not included; midnight is the end of the day. Open all day when both are one.</param>
/// <remarks>Source: domain rules §13, posting windows.</remarks>
public sealed record PostingWindow(
    DateTimeZone Zone,
    int FirstDay,
    int LastDay,
    LocalTime Opens,
    LocalTime Closes
)
{
    // Every day of the month comes within a year, also where an hour of it is left out.
    private const int DaysMax = 366;

    public bool IsOpenAt(Instant now)
    {
        var local = now.InZone(Zone);
        var (day, time) = (local.Day, local.TimeOfDay);
        var isOpenToday =
            FirstDay <= LastDay
                ? FirstDay <= day && day <= LastDay
                : FirstDay <= day || day <= LastDay;
        var isOpenNow =
            Opens < Closes ? Opens <= time && time < Closes
            : Opens > Closes ? Opens <= time || time < Closes
            : true;
        return isOpenToday && isOpenNow;
    }

    /// <summary>When a window opens that is closed now.</summary>
    public Instant OpensAfter(Instant now)
    {
        var today = now.InZone(Zone).Date;
        for (var days = 0; days <= DaysMax; days++)
        {
            var date = today.PlusDays(days);
            foreach (
                var start in new[]
                {
                    Zone.AtLeniently(date.AtMidnight()),
                    Zone.AtLeniently(date + Opens),
                }
            )
            {
                if (start.ToInstant() > now && IsOpenAt(start.ToInstant()))
                {
                    return start.ToInstant();
                }
            }
        }

        throw new UnreachableException();
    }
}
