namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Days that a query names relative to today.</summary>
internal static class SoqlDays
{
    private static readonly string[] Plain =
    [
        "YESTERDAY",
        "TODAY",
        "TOMORROW",
        "LAST_WEEK",
        "THIS_WEEK",
        "NEXT_WEEK",
        "LAST_MONTH",
        "THIS_MONTH",
        "NEXT_MONTH",
        "LAST_QUARTER",
        "THIS_QUARTER",
        "NEXT_QUARTER",
        "LAST_YEAR",
        "THIS_YEAR",
        "NEXT_YEAR",
        "LAST_90_DAYS",
        "NEXT_90_DAYS",
    ];

    private static readonly string[] Counted = ["LAST_N_DAYS", "NEXT_N_DAYS", "N_DAYS_AGO"];

    public static bool IsKnown(string name, bool hasCount) =>
        (hasCount ? Counted : Plain).Contains(name, StringComparer.Ordinal);

    /// <summary>From its first day to the day after its last one.</summary>
    public static (DateOnly From, DateOnly To) Range(SoqlLiteral.Days days, DateOnly today)
    {
        var step = days.Name.Split('_')[0] switch
        {
            "LAST" or "YESTERDAY" => -1,
            "NEXT" or "TOMORROW" => 1,
            _ => 0,
        };
        return days.Name switch
        {
            "LAST_N_DAYS" => (today.AddDays(-days.Count), today.AddDays(1)),
            "LAST_90_DAYS" => (today.AddDays(-90), today.AddDays(1)),
            "NEXT_N_DAYS" => (today.AddDays(1), today.AddDays(days.Count + 1)),
            "NEXT_90_DAYS" => (today.AddDays(1), today.AddDays(91)),
            "N_DAYS_AGO" => Days(today.AddDays(-days.Count), 1),
            "YESTERDAY" or "TODAY" or "TOMORROW" => Days(today.AddDays(step), 1),
            var name when name.EndsWith("WEEK", StringComparison.Ordinal) => Days(
                today.AddDays((step * 7) - (int)today.DayOfWeek),
                7
            ),
            var name when name.EndsWith("MONTH", StringComparison.Ordinal) => Months(
                new DateOnly(today.Year, today.Month, 1).AddMonths(step),
                1
            ),
            var name when name.EndsWith("QUARTER", StringComparison.Ordinal) => Months(
                new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddMonths(step * 3),
                3
            ),
            _ => Months(new DateOnly(today.Year + step, 1, 1), 12),
        };
    }

    private static (DateOnly From, DateOnly To) Days(DateOnly from, int count) =>
        (from, from.AddDays(count));

    private static (DateOnly From, DateOnly To) Months(DateOnly from, int count) =>
        (from, from.AddMonths(count));
}
