using System.Data.Common;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Amendments;

/// <summary>Amendments that wait, and plans, by contract and amendment; the oldest first.</summary>
public static class AmendmentList
{
    private const string Columns =
        "engagement, sequence, version, state, effective_from, author, plan, choice, proposed_by, "
        + "approved_by, documents, net, waived, currency, since_at";

    /// <summary>An amendment whose plan is proposed is told with its plan.</summary>
    private const string Rows =
        "SELECT engagement, sequence, version, 'waits' AS state, effective_from, author, "
        + "NULL AS plan, NULL AS choice, NULL AS proposed_by, NULL AS approved_by, "
        + "CAST(NULL AS bigint) AS documents, amount AS net, CAST(NULL AS bigint) AS waived, "
        + "currency, since_at FROM withheld_amendment WHERE plan IS NULL "
        + "UNION ALL SELECT p.engagement, p.sequence, p.version, CASE WHEN p.approved_by IS NULL "
        + "THEN 'proposed' ELSE 'approved' END, p.effective_from, p.author, p.id, p.choice, "
        + "p.proposed_by, p.approved_by, p.documents, p.net, p.waived, p.currency, "
        + "COALESCE(p.approved_at, p.proposed_at) FROM amendment_plan p";

    public static Task<IReadOnlyList<AmendmentRow>> ReadAsync(
        ReadSnapshot read,
        string? engagement,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            $"SELECT {Columns} FROM ({Rows}) x WHERE @engagement = '' OR engagement = @engagement "
                + "ORDER BY engagement, sequence, since_at, plan",
            RowOf,
            cancellationToken,
            ("engagement", engagement ?? string.Empty)
        );

    private static AmendmentRow RowOf(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetString(3),
            row.TextOrNone(4),
            row.TextOrNone(5),
            row.TextOrNone(6),
            row.TextOrNone(7),
            row.TextOrNone(8),
            row.TextOrNone(9),
            row.NumberOrNone(10),
            row.MoneyOrNone(11, 13),
            row.MoneyOrNone(12, 13),
            StoreTime.FromMicroseconds(row.GetInt64(14))
        );
}
