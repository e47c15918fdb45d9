using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Work and its slices, from what was recorded and not from the engagement's own fold.</summary>
internal static class WorkRows
{
    private const string KeepsSince =
        "slice.stage = excluded.stage "
        + "AND slice.main_reason IS NOT DISTINCT FROM excluded.main_reason";

    private const string SameReason =
        "stage = @stage AND main_reason IS NOT DISTINCT FROM @main_reason";

    private static readonly RowStatement Work = new(
        ReadTables
            .Work.Upsert()
            .Sql.Replace(" first_seq = excluded.first_seq,", string.Empty, StringComparison.Ordinal)
    );

    private static readonly RowStatement Held = ReadTables.Held.Upsert();
    private static readonly RowStatement Conflict = ReadTables.VersionConflict.Upsert();

    /// <summary>Unless a newer version waits: then it is that one's.</summary>
    private static readonly RowStatement TouchedWork = new(
        "UPDATE work SET version = @version WHERE engagement = @engagement AND id = @work "
            + "AND NOT EXISTS (SELECT 1 FROM held h WHERE h.engagement = @engagement AND h.work = @work)"
    );

    private static readonly RowStatement TouchedHeld = new(
        "UPDATE held SET version = @version WHERE engagement = @engagement AND work = @work"
    );

    private static readonly RowStatement Unheld = new(
        "DELETE FROM held WHERE engagement = @engagement AND work = @work"
    );

    private static readonly RowStatement Unsliced = new(
        "DELETE FROM slice WHERE engagement = @engagement AND work = @work AND number > @kept"
    );

    /// <summary>The clock of a reason runs on while the stage and the main reason stay.</summary>
    private static readonly RowStatement Slice = new(
        "INSERT INTO slice (engagement, work, number, project, service_date, legal_entity, customer,"
            + " stage, effort, billable, amount, currency, reasons, main_reason, contract_line, rate,"
            + " level, card, card_line, reference_version, invoice, since_seq, since_at) VALUES ("
            + "@engagement, @work, 1, @project, @date, "
            + $"(SELECT t.legal_entity {ContractRows.TermsInForce}), "
            + $"(SELECT t.customer {ContractRows.TermsInForce}), "
            + "@stage, @effort, @billable, @amount, @currency, @reasons, @main_reason, @contract_line, "
            + "@rate, @level, @card, @card_line, @reference_version, NULL, @since_seq, @since_at) "
            + "ON CONFLICT (engagement, work, number) DO UPDATE SET project = excluded.project, "
            + "service_date = excluded.service_date, legal_entity = excluded.legal_entity, "
            + "customer = excluded.customer, stage = excluded.stage, effort = excluded.effort, "
            + "billable = excluded.billable, amount = excluded.amount, allowance = NULL, "
            + "currency = excluded.currency, reasons = excluded.reasons, "
            + "main_reason = excluded.main_reason, contract_line = excluded.contract_line, "
            + "rate = excluded.rate, level = excluded.level, card = excluded.card, "
            + "card_line = excluded.card_line, reference_version = excluded.reference_version, "
            + "invoice = NULL, "
            + $"since_seq = CASE WHEN {KeepsSince} THEN slice.since_seq ELSE excluded.since_seq END, "
            + $"since_at = CASE WHEN {KeepsSince} THEN slice.since_at ELSE excluded.since_at END"
    );

    /// <summary>The whole of the work is one slice again, whatever it was cut into before.</summary>
    private static readonly RowStatement Reassessed = new(
        "UPDATE slice SET stage = @stage, effort = (SELECT w.effort FROM work w "
            + "WHERE w.id = slice.work AND w.engagement = slice.engagement), "
            + "billable = @billable, amount = @amount, allowance = NULL, currency = @currency, reasons = @reasons, contract_line = @contract_line, "
            + "rate = @rate, level = @level, card = @card, card_line = @card_line, "
            + "reference_version = @reference_version, "
            + $"since_seq = CASE WHEN {SameReason} THEN since_seq ELSE @since_seq END, "
            + $"since_at = CASE WHEN {SameReason} THEN since_at ELSE @since_at END, "
            + "main_reason = @main_reason "
            + "WHERE engagement = @engagement AND work = @work AND number = 1"
    );

    public static void Recorded(IRowWriter rows, EventPlace at, EngagementEvent.WorkRecorded e)
    {
        var work = e.Work;
        var day = StoredUnits.Text(work.ServiceDate);
        var effort = StoredUnits.Hundredths(work.Effort);
        rows.Run(
            Work,
            work.Id.Value,
            at.Key,
            StoredNames.KindOf(work),
            work.Version,
            work.Project.Value,
            StoredNames.ResourceOf(work),
            (work as TimeEntry)?.Role,
            day,
            effort,
            StoredNames.StatusOf(work),
            StoredNames.IsBillable(work),
            work.IsDeleted,
            at.Sequence,
            at.Sequence,
            at.At
        );
        rows.Run(Unheld, at.Key, work.Id.Value);
        rows.Run(Unsliced, at.Key, work.Id.Value, e.Assessment is null ? 0L : 1L);
        if (e.Assessment is { } said)
        {
            rows.Run(
                Slice,
                at.Key,
                work.Id.Value,
                work.Project.Value,
                day,
                StoredNames.Of(said.Stage),
                effort,
                StoredUnits.Hundredths(said.Billable),
                StoredUnits.Minor(said.Amount),
                said.Amount?.Currency.Code,
                Reasons(said.Reasons),
                MainReason(said.Reasons),
                said.Line?.Value,
                StoredUnits.Text(said.Rate?.Rate),
                said.Rate is { } rate ? StoredNames.Of(rate.Level) : null,
                said.Rate?.Card.Value,
                said.Rate?.Line,
                said.ReferenceVersion,
                at.Sequence,
                at.At
            );
        }
    }

    public static void Reassess(IRowWriter rows, EventPlace at, Reassessment item)
    {
        var said = item.Assessment;
        rows.Run(Unsliced, at.Key, item.Work.Value, 1L);
        rows.Run(
            Reassessed,
            StoredNames.Of(said.Stage),
            StoredUnits.Hundredths(said.Billable),
            StoredUnits.Minor(said.Amount),
            said.Amount?.Currency.Code,
            Reasons(said.Reasons),
            said.Line?.Value,
            StoredUnits.Text(said.Rate?.Rate),
            said.Rate is { } rate ? StoredNames.Of(rate.Level) : null,
            said.Rate?.Card.Value,
            said.Rate?.Line,
            said.ReferenceVersion,
            MainReason(said.Reasons),
            at.Sequence,
            at.At,
            at.Key,
            item.Work.Value
        );
    }

    public static void Hold(IRowWriter rows, EventPlace at, Work newer) =>
        rows.Run(
            Held,
            at.Key,
            newer.Id.Value,
            newer.Version,
            newer.Project.Value,
            StoredUnits.Hundredths(newer.Effort),
            newer.IsDeleted,
            at.Sequence,
            at.At
        );

    public static void Touch(IRowWriter rows, EventPlace at, Work newer)
    {
        rows.Run(TouchedWork, newer.Version, at.Key, newer.Id.Value);
        rows.Run(TouchedHeld, newer.Version, at.Key, newer.Id.Value);
    }

    public static void Refuse(IRowWriter rows, EventPlace at, Work refused) =>
        rows.Run(
            Conflict,
            at.Key,
            refused.Id.Value,
            refused.Version,
            refused.Project.Value,
            StoredUnits.Hundredths(refused.Effort),
            at.Sequence,
            at.At
        );

    private static string? Reasons(IReadOnlyList<ReasonCode> reasons) =>
        reasons.Count switch
        {
            0 => null,
            1 => reasons[0].Value,
            _ => string.Join(' ', reasons.Select(reason => reason.Value)),
        };

    private static string? MainReason(IReadOnlyList<ReasonCode> reasons) =>
        reasons.Count == 0 ? null : reasons[0].Value;
}
