using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>Reads an export of GL_PERIOD_STATUSES.</summary>
/// <remarks>
/// AutoInvoice goes by the periods of Receivables (application 222); those of the general ledger
/// (101) count where the export has no others. Adjustment periods overlap the others and are no place for
/// invoices.
/// </remarks>
internal static class OraclePeriods
{
    private const string Receivables = "222";
    private const string GeneralLedger = "101";

    public static IReadOnlyList<LedgerPeriod> Read(string text, string company)
    {
        var rows = CsvTable.ReadNamed(text);
        var ours = rows.Where(x =>
                CsvTable.Of(x, "LEDGER_ID").Equals(company, StringComparison.Ordinal)
                && CsvTable.Of(x, "ADJUSTMENT_PERIOD_FLAG") is not "Y"
            )
            .ToLookup(x => CsvTable.Of(x, "APPLICATION_ID"), StringComparer.Ordinal);
        var chosen = ours[Receivables].Any() ? ours[Receivables] : ours[GeneralLedger];
        return rows.Count == 0
            ? throw new FormatException("it has no rows")
            : [.. chosen.Select(Period)];
    }

    private static LedgerPeriod Period(IReadOnlyDictionary<string, string> row)
    {
        var name = CsvTable.Of(row, "PERIOD_NAME");
        if (
            !OracleAnswers.TryDate(CsvTable.Of(row, "START_DATE"), out var start)
            || !OracleAnswers.TryDate(CsvTable.Of(row, "END_DATE"), out var end)
            || end < start
        )
        {
            throw new FormatException($"the period '{name}' has no first and last day");
        }

        var status = CsvTable.Of(row, "CLOSING_STATUS");
        return new LedgerPeriod(
            new DateInterval(start, end),
            status switch
            {
                "O" => PeriodStatus.Open,
                "F" or "N" => PeriodStatus.Future,
                "W" => PeriodStatus.SoftClosed,
                "C" => PeriodStatus.Closed,
                "P" => PeriodStatus.PermanentlyClosed,
                _ => throw new FormatException($"the period '{name}' has the status '{status}'"),
            },
            status switch
            {
                "F" => $"{name} is future-enterable and not open yet",
                "N" => $"{name} was never opened",
                "O" => null,
                _ => $"{name} is closed",
            }
        );
    }
}
