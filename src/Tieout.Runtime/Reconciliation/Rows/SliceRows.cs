using System.Globalization;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>The slices of work that was cut into parts or put together again.</summary>
internal static class SliceRows
{
    private const string Same =
        "slice.stage = excluded.stage "
        + "AND slice.main_reason IS NOT DISTINCT FROM excluded.main_reason";

    /// <summary>Place and parties of a new part are those of the part it was cut from.</summary>
    private static readonly RowStatement Part = new(
        $"INSERT INTO slice ({ReadTables.Slice.Names}) "
            + "SELECT s.engagement, s.work, @number, s.project, s.service_date, s.legal_entity, "
            + "s.customer, @stage, @effort, @billable, @amount, @allowance, @currency, @reasons, @main_reason, "
            + "@contract_line, @rate, @level, @card, @card_line, @reference_version, @invoice, "
            + "@since_seq, @since_at FROM slice s WHERE s.engagement = @engagement "
            + "AND s.work = @work AND s.number = (SELECT MIN(f.number) FROM slice f "
            + "WHERE f.engagement = s.engagement AND f.work = s.work) "
            + "ON CONFLICT (engagement, work, number) DO UPDATE SET stage = excluded.stage, "
            + "effort = excluded.effort, billable = excluded.billable, "
            + "amount = excluded.amount, allowance = excluded.allowance, currency = excluded.currency, "
            + "reasons = excluded.reasons, main_reason = excluded.main_reason, "
            + "contract_line = excluded.contract_line, rate = excluded.rate, "
            + "level = excluded.level, card = excluded.card, card_line = excluded.card_line, "
            + "reference_version = excluded.reference_version, invoice = excluded.invoice, "
            + $"since_seq = CASE WHEN {Same} THEN slice.since_seq ELSE excluded.since_seq END, "
            + $"since_at = CASE WHEN {Same} THEN slice.since_at ELSE excluded.since_at END"
    );

    private static readonly RowStatement Gone = new(
        "DELETE FROM slice WHERE engagement = @engagement AND work = @work "
            + "AND CAST(@kept AS text) NOT LIKE '%,' || CAST(number AS text) || ',%'"
    );

    /// <summary>As a range, so that the key finds them: a charge's id begins with its kind.</summary>
    private const string FreedCharge =
        "s.engagement = @engagement AND s.work >= 'charge/' AND s.work < 'charge0' "
        + "AND s.stage = 'ready'";

    /// <summary>Before its slices go: they are few, and all work of a firm is not.</summary>
    private static readonly RowStatement TakenBack = new(
        "UPDATE work SET deleted = 1 WHERE engagement = @engagement AND kind = 'charge' "
            + $"AND id IN (SELECT s.work FROM slice s WHERE {FreedCharge}) "
            + "AND NOT EXISTS (SELECT 1 FROM slice s WHERE s.work = work.id "
            + "AND s.engagement = work.engagement AND s.stage <> 'ready')"
    );

    /// <summary>A charge exists with its document only.</summary>
    private static readonly RowStatement FreedCharges = new(
        $"DELETE FROM slice AS s WHERE {FreedCharge} AND EXISTS (SELECT 1 FROM work w "
            + "WHERE w.id = s.work AND w.engagement = s.engagement AND w.kind = 'charge')"
    );

    public static void Cut(IRowWriter rows, EventPlace at, SlicedWork item)
    {
        foreach (var slice in item.Slices)
        {
            rows.Run(
                Part,
                (long)slice.Number,
                StoredNames.Of(slice.Stage),
                StoredUnits.Hundredths(slice.Effort),
                StoredUnits.Hundredths(slice.Billable),
                StoredUnits.Minor(slice.Amount),
                StoredUnits.Minor(slice.Allowance),
                slice.Amount?.Currency.Code,
                Reasons(slice.Reasons),
                slice.Reasons.Count == 0 ? null : slice.Reasons[0].Value,
                slice.Line?.Value,
                StoredUnits.Text(slice.Rate?.Rate),
                slice.Rate is { } rate ? StoredNames.Of(rate.Level) : null,
                slice.Rate?.Card.Value,
                slice.Rate?.Line,
                item.ReferenceVersion,
                slice.Invoice?.Value,
                at.Sequence,
                at.At,
                at.Key,
                item.Work.Value
            );
        }

        var kept = item.Slices.Select(x => x.Number.ToString(CultureInfo.InvariantCulture));
        rows.Run(Gone, at.Key, item.Work.Value, $",{string.Join(',', kept)},");
    }

    public static void DropFreedCharges(IRowWriter rows, EventPlace at)
    {
        rows.Run(TakenBack, at.Key);
        rows.Run(FreedCharges, at.Key);
    }

    private static string? Reasons(IReadOnlyList<ReasonCode> reasons) =>
        reasons.Count == 0 ? null : string.Join(' ', reasons.Select(reason => reason.Value));
}
