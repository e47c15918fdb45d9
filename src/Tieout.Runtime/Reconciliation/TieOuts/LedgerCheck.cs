using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>A query whose every row is a difference.</summary>
/// <param name="Sql">
/// Columns where, expected, found, and the currency when both are minor units; none for effort in
/// hundredths of a second.
/// </param>
internal sealed record LedgerCheck(string Code, string Sql)
{
    public Task<IReadOnlyList<TieOutDifference>> RunAsync(
        ReadSnapshot read,
        TieOutPeriod period,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            Sql,
            row =>
                Difference(
                    row.GetString(0),
                    row.NumberOrNone(1),
                    row.NumberOrNone(2),
                    row.TextOrNone(3)
                ),
            cancellationToken,
            period.Parameters
        );

    private TieOutDifference Difference(
        string where,
        long? expected,
        long? found,
        string? currency
    ) =>
        currency is null
            ? new TieOutDifference(Code, where, HoursOf(expected), HoursOf(found))
            : new TieOutDifference(
                Code,
                where,
                MoneyOf(expected, currency),
                MoneyOf(found, currency),
                StoredUnits.MoneyOf((found ?? 0) - (expected ?? 0), currency)
            );

    private static string HoursOf(long? hundredths) =>
        hundredths is { } some ? StoredUnits.EffortOf(some).ToString() : "nothing";

    private static string MoneyOf(long? minor, string currency) =>
        minor is { } some ? StoredUnits.MoneyOf(some, currency).ToString() : "nothing";
}
