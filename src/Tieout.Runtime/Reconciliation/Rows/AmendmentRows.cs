using System.Text.Json;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Amendments that wait for a plan, and the plans.</summary>
internal static class AmendmentRows
{
    private static readonly RowStatement Pending = ReadTables.WithheldAmendment.Upsert();
    private static readonly RowStatement Plan = ReadTables.AmendmentPlan.Upsert();

    private static readonly RowStatement Drop = new(
        "DELETE FROM withheld_amendment WHERE engagement = @engagement AND sequence = @sequence"
    );

    private static readonly RowStatement Propose = new(
        "UPDATE withheld_amendment SET plan = @plan "
            + "WHERE engagement = @engagement AND sequence = @sequence"
    );

    /// <summary>Whose the amendment is, also when it no longer waits.</summary>
    private static readonly RowStatement Describe = new(
        "UPDATE amendment_plan SET (effective_from, author) = (SELECT w.effective_from, w.author "
            + "FROM withheld_amendment w WHERE w.engagement = @engagement AND w.sequence = @sequence) "
            + "WHERE engagement = @engagement AND id = @plan"
    );

    private static readonly RowStatement Execute = new(
        "UPDATE amendment_plan SET approved_by = @by, waived = @waived, approved_seq = @seq, "
            + "approved_at = @at WHERE engagement = @engagement AND id = @id"
    );

    /// <summary>It counts, so it waits for nothing.</summary>
    public static void Recorded(IRowWriter rows, EventPlace at, Amendment amendment) =>
        rows.Run(Drop, at.Key, (long)amendment.Sequence);

    public static void Withheld(
        IRowWriter rows,
        EventPlace at,
        EngagementEvent.AmendmentWithheld happened
    )
    {
        var amendment = happened.Amendment;
        rows.Run(
            Pending,
            at.Key,
            (long)amendment.Sequence,
            amendment.Version,
            amendment.IsRestatement ? null : StoredUnits.Text(amendment.EffectiveFrom),
            amendment.Author,
            amendment.IsCancelled,
            StoredUnits.Minor(happened.Estimate),
            happened.Estimate?.Currency.Code,
            default(string),
            at.Sequence,
            at.At
        );
    }

    public static void Planned(IRowWriter rows, EventPlace at, AmendmentPlan plan)
    {
        rows.Run(
            Plan,
            at.Key,
            plan.Id,
            (long)plan.Sequence,
            plan.AmendmentVersion,
            default(string),
            default(string),
            JsonNamingPolicy.KebabCaseLower.ConvertName(plan.Choice.ToString()),
            StoredUnits.Text(plan.Date),
            plan.ProposedBy,
            (long)plan.Documents,
            StoredUnits.Minor(plan.Net),
            StoredUnits.Minor(plan.Gross),
            (plan.Net ?? plan.Gross)?.Currency.Code,
            at.Sequence,
            at.At,
            default(string),
            default(long?),
            default(long?),
            default(long?)
        );
        rows.Run(Describe, at.Key, (long)plan.Sequence, plan.Id);
        rows.Run(Propose, plan.Id, at.Key, (long)plan.Sequence);
    }

    public static void Executed(
        IRowWriter rows,
        EventPlace at,
        EngagementEvent.AmendmentExecuted happened
    ) =>
        rows.Run(
            Execute,
            happened.ApprovedBy,
            StoredUnits.Minor(happened.Waived),
            at.Sequence,
            at.At,
            at.Key,
            happened.Plan
        );
}
