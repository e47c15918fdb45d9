using System.Data.Common;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Exceptions;

/// <summary>Everything that waits for somebody, from all the places where things can wait.</summary>
/// <param name="Rows">Oldest first.</param>
public sealed record ExceptionList(IReadOnlyList<ExceptionRow> Rows)
{
    /// <summary>
    /// The runs that could not bill a contract for one reason are one row: what is ready waits once.
    /// Columns of every source: id, reason, engagement, since, effort, amount, currency, what, where,
    /// detail.
    /// </summary>
    private static readonly string[] Sources =
    [
        "SELECT 'work/' || s.engagement || '/' || s.work || '#' || s.number, s.main_reason, "
            + "s.engagement, s.since_seq, s.since_at, s.effort, s.amount, s.currency, s.work, "
            + "s.project, COALESCE(w.resource || COALESCE(' as ' || w.role, '') || ' on ', '') "
            + "|| s.service_date || CASE WHEN s.reasons = s.main_reason THEN '' "
            + "ELSE ': ' || s.reasons END FROM slice s LEFT JOIN work w ON w.id = s.work "
            + "AND w.engagement = s.engagement WHERE s.main_reason IS NOT NULL",
        "SELECT 'parked/' || project || '/' || work, 'PROJECT_UNKNOWN', NULL, MIN(since_seq), "
            + "MIN(since_at), MAX(effort), NULL, NULL, work, project, "
            + "'read at ' || MIN(system) || ' ' || MIN(place) FROM parked p WHERE version = "
            + "(SELECT MAX(n.version) FROM parked n WHERE n.project = p.project "
            + "AND n.work = p.work) GROUP BY project, work HAVING MAX(deleted) = 0",
        "SELECT 'rejected/' || seq || '/' || position, code, NULL, seq, at, effort, NULL, NULL, "
            + "place, stream, CASE WHEN field IS NULL OR message LIKE '%' || field || '%' "
            + "THEN message ELSE field || ': ' || message END FROM rejected",
        "SELECT 'conflict/' || c.engagement || '/' || c.work, 'CONFLICTING_VERSION', c.engagement, "
            + "c.since_seq, c.since_at, c.effort, NULL, NULL, c.work, c.project, "
            + "'version ' || c.version || ' came with two contents' FROM version_conflict c "
            + "LEFT JOIN work w ON w.id = c.work AND w.engagement = c.engagement "
            + "LEFT JOIN held h ON h.work = c.work AND h.engagement = c.engagement "
            + "WHERE c.version >= COALESCE(h.version, w.version, 0)",
        "SELECT 'held/' || h.engagement || '/' || h.work, 'CORRECTION_PENDING', h.engagement, "
            + "h.since_seq, h.since_at, CAST(COALESCE(SUM(s.effort), 0) AS bigint), "
            + "CAST(SUM(s.amount) AS bigint), "
            + "MIN(s.currency), h.work, h.project, 'version ' || h.version || ' waits for a credit "
            + "of ' || COALESCE(MIN(s.invoice), 'its document') FROM held h LEFT JOIN slice s "
            + "ON s.engagement = h.engagement AND s.work = h.work "
            + "GROUP BY h.engagement, h.work, h.since_seq, h.since_at, h.project, h.version",
        "SELECT 'amendment/' || engagement || '/' || sequence, 'AMENDMENT_PENDING', engagement, "
            + "since_seq, since_at, 0, amount, currency, CASE WHEN sequence = 0 "
            + "THEN 'contract version ' || version "
            + "ELSE 'amendment ' || sequence || ' from ' || effective_from END, engagement, CASE WHEN plan IS NULL THEN 'would change billed "
            + "work; no plan is proposed' ELSE 'plan ' || plan || ' waits for its approval' END "
            + "FROM withheld_amendment",
        "SELECT 'document/' || reference, block_reason, engagement, block_seq, block_at, 0, gross, "
            + "currency, reference, bill_to, block_message FROM document "
            + "WHERE block_reason IS NOT NULL",
        "SELECT 'document/' || reference, 'DRAFT_NOT_APPROVED', engagement, drafted_seq, drafted_at, "
            + "0, gross, currency, reference, bill_to, 'dated ' || invoice_date FROM document "
            + "WHERE status = 'draft'",
        "SELECT 'document/' || d.reference, CASE WHEN f.reason = 'POSTING_WINDOW_CLOSED' "
            + "THEN f.reason ELSE 'DELIVERY_PENDING' END, d.engagement, d.approved_seq, "
            + "d.approved_at, 0, d.gross, d.currency, d.reference, d.bill_to, COALESCE("
            + "'waits for ' || f.target || ': ' || f.message, 'waits behind ' || (SELECT p.reference "
            + "FROM delivery p JOIN delivery q ON q.target = p.target AND q.engagement = p.engagement "
            + "WHERE q.reference = d.reference AND q.target = d.routed_to AND p.closed = 0 "
            + "AND p.queued_seq < q.queued_seq ORDER BY p.queued_seq LIMIT 1), 'waits for its turn') "
            + "FROM document d LEFT JOIN target_failure f ON f.target = d.routed_to "
            + "WHERE d.status = 'approved' AND d.block_reason IS NULL",
        "SELECT 'refund/' || reference, 'REFUND_DUE', engagement, "
            + "CASE WHEN credited_seq > paid_seq THEN credited_seq ELSE paid_seq END, "
            + "CASE WHEN credited_seq > paid_seq THEN credited_at ELSE paid_at END, 0, excess, "
            + "currency, reference, bill_to, CASE WHEN credited = 0 THEN 'paid more than it comes to' "
            + "ELSE 'paid and credited' END FROM (SELECT d.*, CAST(d.credited + d.paid - d.payable "
            + "+ COALESCE(SUM(c.paid), 0) AS bigint) AS excess, MAX(c.approved_seq) AS credited_seq, "
            + "MAX(c.approved_at) AS credited_at, (SELECT MAX(p.recorded_seq) FROM payment p "
            + "WHERE p.reference = d.reference) AS paid_seq, (SELECT MAX(p.recorded_at) "
            + "FROM payment p WHERE p.reference = d.reference) AS paid_at FROM document d "
            + "LEFT JOIN document c ON c.refers_to = d.reference WHERE d.refers_to IS NULL "
            + "AND d.status IN ('posted', 'paid') AND d.payable > 0 "
            + "AND d.credited + d.paid > d.payable GROUP BY d.reference) due "
            + "WHERE excess > 0 AND paid_seq IS NOT NULL",
        "SELECT 'refund/' || reference, 'REFUND_DUE', engagement, posted_seq, posted_at, 0, "
            + "paid - payable, currency, reference, bill_to, 'a difference that was billed too much' "
            + "FROM document WHERE refers_to IS NULL AND status = 'posted' AND payable < 0",
        "SELECT 'dispute/' || d.reference, 'INVOICE_DISPUTED', d.engagement, c.since_seq, "
            + "c.since_at, 0, c.amount, d.currency, d.reference, d.bill_to, "
            + "c.reason || ' (' || c.decided_by || ')' FROM dispute c "
            + "JOIN document d ON d.reference = c.reference",
        "SELECT 'set-aside/' || a.engagement || '/' || a.number, a.reason, a.engagement, "
            + "a.since_seq, a.since_at, CAST(COALESCE(SUM(s.effort), 0) AS bigint), "
            + "CAST(COALESCE(SUM(s.amount), 0) + COALESCE((SELECT SUM(b.unbilled) FROM set_aside b "
            + $"WHERE a.subject LIKE '{SetAsideReasons.BillingRun}%' AND b.currency = a.currency "
            + "AND b.engagement = a.engagement AND b.reason = a.reason), 0) AS bigint), "
            + "COALESCE(MIN(s.currency), a.currency), a.subject, "
            + "COALESCE(a.place, a.engagement), a.message FROM set_aside a LEFT JOIN slice s "
            + $"ON a.subject LIKE '{SetAsideReasons.BillingRun}%' AND s.engagement = a.engagement "
            + "AND s.stage = 'ready' WHERE NOT EXISTS (SELECT 1 FROM set_aside b "
            + $"WHERE a.subject LIKE '{SetAsideReasons.BillingRun}%' "
            + $"AND b.subject LIKE '{SetAsideReasons.BillingRun}%' AND b.engagement = a.engagement "
            + "AND b.reason = a.reason AND b.number < a.number) GROUP BY a.engagement, a.number, a.reason, a.since_seq, "
            + "a.since_at, a.subject, a.place, a.message, a.currency",
        "SELECT 'opportunity/' || o.id, 'WON_NOT_SIGNED', o.engagement, o.recorded_seq, "
            + "o.unsigned_from, 0, o.amount, o.currency, o.id, COALESCE(o.customer, 'no customer'), "
            + "o.name || ' was won on ' || o.won_on FROM opportunity o WHERE o.won_on IS NOT NULL "
            + "AND NOT EXISTS (SELECT 1 FROM terms t WHERE t.signed = 1 "
            + "AND (t.opportunity = o.id OR t.engagement = o.engagement))",
        // The term is over once a run has billed beyond it.
        "SELECT 'cap/' || c.engagement || '/' || c.cap, 'CAP_THRESHOLD', c.engagement, c.since_seq, "
            + "c.since_at, 0, NULL, NULL, c.cap, c.engagement, c.says "
            + "FROM cap_alert c WHERE NOT EXISTS (SELECT 1 FROM terms t WHERE t.engagement = c.engagement "
            + "AND t.sequence = (SELECT MAX(n.sequence) FROM terms n WHERE n.engagement = t.engagement AND n.signed = 1) "
            + "AND t.end_date < (SELECT MAX(r.through) FROM billing_run r))",
        "SELECT 'surplus/' || d.target || '/' || d.reference, 'ALREADY_BILLED', d.engagement, "
            + "d.surplus_seq, d.surplus_at, 0, m.gross, m.currency, d.reference, d.target, "
            + "d.surplus_message FROM delivery d JOIN document m ON m.reference = d.reference "
            + "WHERE d.surplus IS NOT NULL",
        "SELECT 'source/' || f.system, 'SOURCE_UNREADABLE', NULL, f.failed_seq, f.failed_at, 0, NULL, "
            + "NULL, f.system, 'source', f.feed || ': ' || f.failure || CASE (SELECT COUNT(*) FROM feed o "
            + "WHERE o.system = f.system AND o.failed_seq > f.failed_seq) WHEN 0 THEN '' "
            + "ELSE ' (and other feeds)' END FROM feed f WHERE f.failed_seq = (SELECT MIN(o.failed_seq) "
            + "FROM feed o WHERE o.system = f.system)",
        "SELECT 'target/' || f.target, f.reason, NULL, f.since_seq, f.since_at, 0, NULL, NULL, "
            + "f.target, 'target', f.message || ' (' || (SELECT COUNT(*) FROM delivery d "
            + "WHERE d.target = f.target AND d.closed = 0) || ' documents wait)' "
            + "FROM target_failure f WHERE f.reason <> 'POSTING_WINDOW_CLOSED'",
    ];

    /// <summary>Reads them at one moment.</summary>
    /// <param name="read">The moment.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<ExceptionList> ReadAsync(
        ReadSnapshot read,
        ExceptionFilter filter,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<ExceptionRow>();
        foreach (var source in Sources)
        {
            rows.AddRange(
                (await read.ListAsync(source, RowOf, cancellationToken)).Where(filter.Accepts)
            );
        }

        return new ExceptionList([
            .. rows.OrderBy(row => row.SinceSequence).ThenBy(row => row.Id, StringComparer.Ordinal),
        ]);
    }

    /// <summary>One of them by its id; none once it is cleared.</summary>
    public static async Task<ExceptionRow?> FindAsync(
        ReadSnapshot read,
        string id,
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(read, ExceptionFilter.All, cancellationToken)).Rows.FirstOrDefault(row =>
            row.Id.Equals(id, StringComparison.Ordinal)
        );

    /// <summary>All that wait about one thing, a document or a piece of work, by its own name.</summary>
    public static async Task<IReadOnlyList<ExceptionRow>> AboutAsync(
        ReadSnapshot read,
        string what,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ReadAsync(read, ExceptionFilter.All, cancellationToken)).Rows.Where(row =>
                row.What.Equals(what, StringComparison.Ordinal)
            ),
        ];

    /// <summary>By reason, owner, currency and basis, the most first.</summary>
    public IReadOnlyList<ExceptionGroup> Summary() =>
        [
            .. Rows.GroupBy(row =>
                    (row.Reason, row.Owner, Currency: row.Amount?.Currency.Code, row.Basis)
                )
                .Select(group => new ExceptionGroup(
                    group.Key.Reason,
                    group.Key.Owner,
                    group.Key.Currency,
                    group.Key.Basis,
                    group.Count(),
                    Domain.Amounts.Effort.Sum(group.Select(row => row.Effort)),
                    group.Key.Currency is null ? null : group.Sum(row => row.Amount!.Value.Amount),
                    group.Min(row => row.Since)
                ))
                .OrderByDescending(group => group.Count)
                .ThenBy(group => group.Reason, StringComparer.Ordinal)
                .ThenBy(group => group.Currency, StringComparer.Ordinal),
        ];

    /// <summary>What a connector could not read is for whoever runs the connections.</summary>
    private static ExceptionRow RowOf(DbDataReader row)
    {
        var reason = row.GetString(1);
        var known = ReasonCode.TryParse(reason, out var code) ? ReasonCatalogue.Of(code) : null;
        return new ExceptionRow(
            row.GetString(0),
            reason,
            known?.Owner ?? ReasonOwner.Integration,
            row.TextOrNone(2),
            row.GetInt64(3),
            StoreTime.FromMicroseconds(row.GetInt64(4)),
            known?.DueWithin ?? (known is null ? Duration.FromDays(1) : null),
            StoredUnits.EffortOf(row.GetInt64(5)),
            row.MoneyOrNone(6, 7),
            row.GetString(8),
            row.GetString(9),
            row.TextOrNone(10) ?? string.Empty,
            NextOf(row, reason, known)
        );
    }

    private static string NextOf(DbDataReader row, string reason, BlockingReason? known) =>
        row.GetString(0).StartsWith("amendment/", StringComparison.Ordinal)
            ? $"Propose a plan (`tieout amendment plan {row.GetString(2)}`); somebody else approves it."
        : reason.Equals("DRAFT_NOT_APPROVED", StringComparison.Ordinal)
            ? $"Approve it: `tieout invoice approve {row.GetString(8)} --by <name>`."
        : known is not null ? known.ClearedBy
        : reason.StartsWith("files.", StringComparison.Ordinal)
            ? "Correct it and drop it once more under the same file name; a row whose id could be "
                + "read is cleared by any file that tells it right."
        : "Correct the record at its source; the next read takes it in.";
}
