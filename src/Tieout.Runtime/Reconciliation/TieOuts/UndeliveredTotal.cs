using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>Approved documents that are not in their target yet: no difference, and not there.</summary>
/// <param name="Documents">How many, credit memos included.</param>
/// <param name="Gross">Their sum; each has a reason among the exceptions.</param>
public sealed record UndeliveredTotal(int Documents, Money Gross)
{
    /// <summary>One for each currency, by its code.</summary>
    public static Task<IReadOnlyList<UndeliveredTotal>> ReadAsync(
        ReadSnapshot read,
        TieOutPeriod period,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT currency, COUNT(*), CAST(SUM(gross) AS bigint) FROM document "
                + "WHERE status = 'approved' AND invoice_date BETWEEN @from AND @to "
                + "GROUP BY currency ORDER BY currency",
            row => new UndeliveredTotal(
                (int)row.GetInt64(1),
                StoredUnits.MoneyOf(row.GetInt64(2), row.GetString(0))
            ),
            cancellationToken,
            period.Parameters
        );
}
