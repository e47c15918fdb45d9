using System.Text.Json;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What was decided about work by hand, with reason and approver.</summary>
internal static class AdjustmentRows
{
    private static readonly RowStatement Insert = ReadTables.Adjustment.Upsert();

    public static void Made(IRowWriter rows, EventPlace at, Adjustment made) =>
        rows.Run(
            Insert,
            at.Key,
            at.Sequence,
            at.At,
            JsonNamingPolicy.KebabCaseLower.ConvertName(made.Kind.ToString()),
            made.Work is [] ? null : string.Join(' ', made.Work),
            made.Document?.Value,
            StoredUnits.Hundredths(made.Effort),
            StoredUnits.Minor(made.Value),
            made.Value?.Currency.Code,
            made.Why.Reason,
            made.Why.By,
            made.Why.ApprovedBy
        );
}
