using System.Data.Common;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Adjustments;

/// <summary>What was decided about work by hand, the oldest first.</summary>
public static class AdjustmentList
{
    public static Task<IReadOnlyList<AdjustmentRow>> ReadAsync(
        ReadSnapshot read,
        string? engagement,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT engagement, kind, work, document, effort, amount, currency, reason, decided_by, "
                + "approved_by, at FROM adjustment WHERE @engagement = '' OR engagement = @engagement "
                + "ORDER BY at, engagement, seq",
            RowOf,
            cancellationToken,
            ("engagement", engagement ?? string.Empty)
        );

    private static AdjustmentRow RowOf(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.TextOrNone(2),
            row.TextOrNone(3),
            StoredUnits.EffortOf(row.GetInt64(4)),
            row.MoneyOrNone(5, 6),
            row.GetString(7),
            row.GetString(8),
            row.TextOrNone(9),
            StoreTime.FromMicroseconds(row.GetInt64(10))
        );
}
