using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What becomes of what customers owe, beside payments and credits.</summary>
internal static class ReceivableRows
{
    private const string Open =
        "(SELECT d.payable - d.credited - d.paid FROM document d "
        + "WHERE d.reference = c.reference)";

    private const string Whose =
        "(reference = @reference OR reference = (SELECT m.refers_to FROM document m "
        + "WHERE m.reference = @reference))";

    private static readonly RowStatement Limit = new(
        $"UPDATE dispute AS c SET amount = {Open} WHERE {Whose} AND amount > {Open}"
    );

    private static readonly RowStatement Drop = new(
        $"DELETE FROM dispute WHERE {Whose} AND (amount <= 0 OR EXISTS (SELECT 1 FROM document v "
            + "WHERE v.reference = dispute.reference AND v.status = 'voided'))"
    );

    private static readonly RowStatement Begin = new(
        "INSERT INTO dispute (reference, amount, reason, decided_by, since_seq, since_at) "
            + "VALUES (@reference, 0, @reason, @by, @seq, @at) ON CONFLICT (reference) DO NOTHING"
    );

    private static readonly RowStatement Change = new(
        "UPDATE dispute SET amount = amount + @amount WHERE reference = @reference"
    );

    private static readonly RowStatement Release = new(
        "UPDATE document SET payable = payable + @amount WHERE reference = @reference"
    );

    public static void Disputed(IRowWriter rows, EventPlace at, EngagementEvent.InvoiceDisputed e)
    {
        var reference = e.Reference.Value;
        rows.Run(Begin, reference, e.Why.Reason, e.Why.By, at.Sequence, at.At);
        rows.Run(Change, StoredUnits.Minor(e.Amount), reference);
    }

    public static void Resolved(IRowWriter rows, EngagementEvent.DisputeResolved e)
    {
        var reference = e.Reference.Value;
        rows.Run(Change, -StoredUnits.Minor(e.Amount), reference);
        rows.Run(Drop, reference);
    }

    /// <summary>What is paid or credited of a document, or of what it credits, is contested no more.</summary>
    public static void Settled(IRowWriter rows, string reference)
    {
        rows.Run(Limit, reference);
        rows.Run(Drop, reference);
    }

    public static void Released(IRowWriter rows, EventPlace at, EngagementEvent.RetentionReleased e)
    {
        rows.Run(Release, StoredUnits.Minor(e.Amount), e.Reference.Value);
        DocumentRows.Settled(rows, e.Reference.Value);
        JournalRows.Release(rows, at, e);
    }
}
