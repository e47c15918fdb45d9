using System.Globalization;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>Reads an export of T001B: the posting periods that are allowed, by type of account.</summary>
/// <remarks>
/// A month is open where an interval of the row <c>+</c> and, where there is one, of the row <c>D</c>
/// (customers) has it. Periods are months of the calendar year; special periods are left out.
/// </remarks>
internal static class IdocPeriods
{
    private const int YearsAfter = 2;

    public static IReadOnlyList<LedgerPeriod> Read(string text, string company, LocalDate today)
    {
        var rows = CsvTable.ReadNamed(text);
        if (rows.Count == 0)
        {
            throw new FormatException("it has no rows");
        }

        var ours = rows.Where(x =>
                CsvTable.Of(x, "BUKRS").Equals(company, StringComparison.Ordinal)
            )
            .ToList();
        var all = IntervalsOf(ours, "+");
        var customers = IntervalsOf(ours, "D");
        if (all.Count == 0)
        {
            return [];
        }

        var first = all.Concat(customers).Min(x => x.From);
        var last = all.Concat(customers).Max(x => x.To);
        var end = new YearMonth(Math.Min(last.Year, today.Year + YearsAfter), 12);
        var periods = new List<LedgerPeriod>();
        for (var month = new YearMonth(first.Year, 1); month <= end; month = month.PlusMonths(1))
        {
            var isOpen = Has(all, month) && (customers.Count == 0 || Has(customers, month));
            periods.Add(
                new LedgerPeriod(
                    new DateInterval(
                        month.OnDayOfMonth(1),
                        month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)
                    ),
                    isOpen ? PeriodStatus.Open : PeriodStatus.Closed,
                    isOpen ? null : $"posting period {month:uuuu-MM} is not open"
                )
            );
        }

        return periods;
    }

    private static bool Has(List<(YearMonth From, YearMonth To)> intervals, YearMonth month) =>
        intervals.Exists(x => x.From <= month && month <= x.To);

    private static List<(YearMonth From, YearMonth To)> IntervalsOf(
        IEnumerable<IReadOnlyDictionary<string, string>> rows,
        string account
    ) =>
        [
            .. rows.Where(x => CsvTable.Of(x, "MKOAR").Equals(account, StringComparison.Ordinal))
                .SelectMany(x => new[] { Interval(x, "1"), Interval(x, "2") })
                .OfType<(YearMonth, YearMonth)>(),
        ];

    /// <summary>None where its first year is not given.</summary>
    private static (YearMonth From, YearMonth To)? Interval(
        IReadOnlyDictionary<string, string> row,
        string number
    )
    {
        var year = CsvTable.Of(row, "FRYE" + number);
        // An interval that begins with a special period is open for closing postings only.
        return
            year.Trim('0').Length == 0
            || string.CompareOrdinal(CsvTable.Of(row, "FRPE" + number).PadLeft(3, '0'), "012") > 0
            ? null
            : (
                Month(year, CsvTable.Of(row, "FRPE" + number), 1),
                Month(CsvTable.Of(row, "TOYE" + number), CsvTable.Of(row, "TOPE" + number), 12)
            );
    }

    private static YearMonth Month(string year, string period, int special)
    {
        if (
            !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            || !int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            || y is < 1900 or > 9999
        )
        {
            throw new FormatException($"'{year}' and '{period}' are no posting period");
        }

        // 13 to 16 are special periods of the last month.
        return new YearMonth(y, p is >= 1 and <= 12 ? p : special);
    }
}
