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
            "SELECT a.engagement, a.kind, a.work, a.document, a.effort, a.amount, a.currency, a.reason, "
                + "a.decided_by, a.approved_by, a.at, d.refers_to, d.status FROM adjustment a "
                + "LEFT JOIN document d ON d.reference = a.document "
                + "WHERE @engagement = '' OR a.engagement = @engagement "
                + "ORDER BY a.at, a.engagement, a.seq",
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
            row.TextOrNone(11),
            row.TextOrNone(12),
            StoredUnits.EffortOf(row.GetInt64(4)),
            row.MoneyOrNone(5, 6),
            row.GetString(7),
            row.GetString(8),
            row.TextOrNone(9),
            StoreTime.FromMicroseconds(row.GetInt64(10))
        );
}
