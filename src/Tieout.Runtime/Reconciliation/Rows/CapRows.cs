using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>The caps of a contract that are used as far as somebody wants to know.</summary>
internal static class CapRows
{
    private static readonly RowStatement Gone = new(
        "DELETE FROM cap_alert WHERE engagement = @engagement "
            + "AND REPLACE(CAST(@standing AS text), '|' || cap || '|', '') "
            + "= CAST(@standing AS text)"
    );

    /// <summary>The clock runs on while the same cap is told of.</summary>
    private static readonly RowStatement Standing = new(
        $"INSERT INTO cap_alert ({ReadTables.CapAlert.Names}) VALUES (@engagement, @cap, @says, "
            + "@since_seq, @since_at) ON CONFLICT (engagement, cap) DO UPDATE SET says = excluded.says"
    );

    public static void Changed(IRowWriter rows, EventPlace at, EngagementEvent.CapAlertsChanged e)
    {
        rows.Run(Gone, at.Key, $"|{string.Join('|', e.Standing.Select(x => x.Cap))}|");
        foreach (var cap in e.Standing)
        {
            rows.Run(Standing, at.Key, cap.Cap, cap.ToString(), at.Sequence, at.At);
        }
    }
}
