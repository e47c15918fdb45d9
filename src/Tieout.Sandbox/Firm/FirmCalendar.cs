namespace Tieout.Sandbox.Firm;

/// <summary>The working days of the quarter, and which entries fall on which day.</summary>
/// <remarks>Entries are numbered by day, so that a month is one stretch of numbers.</remarks>
internal sealed class FirmCalendar
{
    /// <summary>Waves, one for each month.</summary>
    public const int Months = 3;

    private readonly LocalDate[] _days;
    private readonly int _entries;
    private readonly int[] _firstDay = new int[Months + 1];

    public FirmCalendar(LocalDate firstDay, int entries)
    {
        FirstDay = firstDay;
        _entries = entries;
        var days = new List<LocalDate>();
        for (var month = 0; month < Months; month++)
        {
            for (var day = StartOf(month); day < StartOf(month + 1); day = day.PlusDays(1))
            {
                if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
                {
                    days.Add(day);
                }
            }
            _firstDay[month + 1] = days.Count;
        }
        _days = [.. days];
    }

    public LocalDate FirstDay { get; }

    public int WorkingDays => _days.Length;

    /// <summary>First day of a month from zero; 3 is the day after the quarter.</summary>
    public LocalDate StartOf(int month) => FirstDay.PlusMonths(month);

    public LocalDate EndOf(int month) => StartOf(month + 1).PlusDays(-1);

    /// <summary>Number of a month's first entry; 3 is the count of all.</summary>
    public int FirstEntryOf(int month) => FirstEntryOn(_firstDay[month]);

    public int CountOf(int month) => FirstEntryOf(month + 1) - FirstEntryOf(month);

    /// <summary>The day of an entry, and the entry's number on that day.</summary>
    public (LocalDate Day, int DayNumber, int OnDay) DayOf(int entry)
    {
        var day = (int)((long)entry * WorkingDays / _entries);
        while (FirstEntryOn(day + 1) <= entry)
        {
            day++;
        }
        return (_days[day], day, entry - FirstEntryOn(day));
    }

    private int FirstEntryOn(int day) =>
        (int)(((long)day * _entries + WorkingDays - 1) / WorkingDays);
}
