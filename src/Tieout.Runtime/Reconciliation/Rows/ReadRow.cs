using System.Data.Common;
using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Columns that may be null.</summary>
internal static class ReadRow
{
    public static string? TextOrNone(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNone(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>Minor units in one column, their currency in another; none when either is.</summary>
    public static Money? MoneyOrNone(this DbDataReader row, int amount, int currency) =>
        row.IsDBNull(amount) || row.IsDBNull(currency)
            ? null
            : StoredUnits.MoneyOf(row.GetInt64(amount), row.GetString(currency));
}
