namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>What must hold within the ledger. Each is counted from the rows, not from balances.</summary>
internal static class LedgerChecks
{
    private const string InForce = "('approved', 'posted', 'paid')";

    /// <summary>
    /// A document that reprices charges for slices that stood on earlier ones when it was drafted, wherever they
    /// stand by now.
    /// </summary>
    private const string StandsOn =
        "COALESCE(d.refers_to, CASE WHEN d.reprices = 0 THEN d.reference ELSE (SELECT e.reference "
        + "FROM share g JOIN document e ON e.reference = g.reference WHERE g.work = h.work "
        + "AND g.slice = h.slice AND e.engagement = d.engagement AND e.refers_to IS NULL "
        + "AND e.reprices = 0 AND e.status <> 'cancelled' AND e.drafted_seq < d.drafted_seq "
        + "ORDER BY e.drafted_seq DESC LIMIT 1) END)";

    /// <summary>What documents in force charge for each slice: invoices less their credits.</summary>
    private const string Charged =
        "(SELECT c.invoice, c.work, c.slice, c.currency, CAST(SUM(c.amount) AS bigint) AS amount, "
        + $"CAST(SUM(c.effort) AS bigint) AS effort FROM (SELECT {StandsOn} AS invoice, h.work, "
        + "h.slice, h.currency, h.amount, h.effort "
        + "FROM share h JOIN document d ON d.reference = h.reference "
        + $"WHERE d.status IN {InForce} OR (d.status = 'draft' AND d.refers_to IS NULL "
        + "AND d.reprices = 0)) c GROUP BY c.invoice, c.work, c.slice, c.currency "
        + "HAVING SUM(c.amount) <> 0 OR SUM(c.effort) <> 0)";

    /// <summary>
    /// What documents charge and what the slices on them say, one below the other. Grouping is one
    /// pass; SQLite carries a full join of two subqueries out row by row against row.
    /// </summary>
    private const string ChargedAndStanding =
        "(SELECT c.invoice, c.work, c.slice, c.currency, c.amount AS charged, "
        + "c.effort AS charged_effort, CAST(NULL AS bigint) AS standing, "
        + "CAST(NULL AS bigint) AS standing_effort, CAST(NULL AS text) AS service_date "
        + $"FROM {Charged} c UNION ALL SELECT s.invoice, s.work, s.number, s.currency, NULL, NULL, "
        + "s.amount, s.effort, s.service_date FROM slice s WHERE s.invoice IS NOT NULL)";

    private const string WorkOfPeriod =
        "FROM work w LEFT JOIN slice s ON s.work = w.id AND s.engagement = w.engagement "
        + "WHERE w.service_date BETWEEN @from AND @to ";

    public static IReadOnlyList<LedgerCheck> All { get; } =
    [
        new(
            "WORK_NOT_SLICED",
            "SELECT w.id, CASE WHEN w.deleted = 1 THEN 0 ELSE w.effort END, "
                + $"CAST(SUM(s.effort) AS bigint), NULL {WorkOfPeriod}"
                + "GROUP BY w.id, w.engagement, w.effort, w.deleted HAVING COALESCE(SUM(s.effort), 0)"
                + " <> CASE WHEN w.deleted = 1 THEN 0 ELSE w.effort END "
                + "OR (w.deleted = 0 AND COUNT(s.number) = 0)"
        ),
        new(
            "SLICE_WITHOUT_WORK",
            "SELECT s.work, NULL, s.effort, NULL FROM slice s LEFT JOIN work w ON w.id = s.work "
                + "AND w.engagement = s.engagement WHERE (w.id IS NULL OR w.deleted = 1) "
                + "AND s.service_date BETWEEN @from AND @to"
        ),
        new(
            "SLICE_DIFFERS_FROM_DOCUMENT",
            "SELECT x.invoice || ' ' || x.work, CAST(SUM(x.charged) AS bigint), "
                + $"CAST(SUM(x.standing) AS bigint), x.currency FROM {ChargedAndStanding} x "
                + "LEFT JOIN document d ON d.reference = x.invoice "
                + "GROUP BY x.invoice, x.work, x.slice, x.currency, d.invoice_date "
                + "HAVING (COALESCE(SUM(x.charged), 0) <> COALESCE(SUM(x.standing), 0) "
                + "OR COALESCE(SUM(x.charged_effort), 0) <> COALESCE(SUM(x.standing_effort), 0)) "
                + "AND COALESCE(d.invoice_date, MIN(x.service_date)) BETWEEN @from AND @to"
        ),
        new(
            "LINE_DIFFERS_FROM_SHARES",
            "SELECT l.reference || ' line ' || l.line, l.amount, CAST(SUM(h.amount) AS bigint), "
                + "l.currency FROM document_line l JOIN share h ON h.reference = l.reference "
                + "AND h.line = l.line JOIN document d ON d.reference = l.reference "
                + "WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY l.reference, l.line, l.amount, l.currency HAVING SUM(h.amount) <> l.amount"
        ),
        new(
            "NET_DIFFERS_FROM_LINES",
            "SELECT d.reference, d.net, CAST(SUM(l.amount) - d.discount AS bigint), d.currency FROM document d "
                + "LEFT JOIN document_line l ON l.reference = d.reference "
                + "WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.net, d.discount, d.currency "
                + "HAVING COALESCE(SUM(l.amount), 0) - d.discount <> d.net"
        ),
        new(
            "TAX_DIFFERS_FROM_SUBTOTALS",
            "SELECT d.reference, d.tax, CAST(SUM(t.tax) AS bigint), d.currency FROM document d "
                + "LEFT JOIN document_tax t ON t.reference = d.reference "
                + "WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.tax, d.currency HAVING COALESCE(SUM(t.tax), 0) <> d.tax"
        ),
        new(
            "GROSS_DIFFERS",
            "SELECT reference, net + tax, gross, currency FROM document "
                + "WHERE gross <> net + tax AND invoice_date BETWEEN @from AND @to"
        ),
        new(
            "CREDITED_DIFFERS_FROM_CREDIT_MEMOS",
            "SELECT d.reference, CAST(COALESCE(-SUM(c.payable), 0) AS bigint), d.credited, d.currency "
                + "FROM document d LEFT JOIN document c ON c.refers_to = d.reference "
                + $"AND c.status IN {InForce} WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.credited, d.currency "
                + "HAVING COALESCE(-SUM(c.payable), 0) <> d.credited"
        ),
        new(
            // Work at a later price is credited at that price, which its document never named.
            "CREDITED_BEYOND_NET",
            "SELECT d.reference, d.net, CAST(-SUM(c.net) AS bigint), d.currency "
                + "FROM document d JOIN document c ON c.refers_to = d.reference "
                + $"AND c.status IN {InForce} WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.net, d.currency HAVING CASE WHEN d.net < 0 "
                + "THEN -SUM(c.net) < d.net OR SUM(c.net) < 0 "
                + "ELSE -SUM(c.net) > d.net OR SUM(c.net) > 0 END "
                + "AND NOT EXISTS (SELECT 1 FROM share h JOIN share r ON r.work = h.work "
                + "AND r.slice = h.slice JOIN document x ON x.reference = r.reference "
                + "WHERE h.reference = d.reference AND x.reprices = 1)"
        ),
        new(
            "PAID_DIFFERS_FROM_PAYMENTS",
            "SELECT d.reference, CAST(COALESCE(SUM(p.amount), 0) AS bigint), d.paid, d.currency "
                + "FROM document d LEFT JOIN payment p ON p.reference = d.reference "
                + "WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.paid, d.currency HAVING COALESCE(SUM(p.amount), 0) <> d.paid"
        ),
        new(
            "HOURS_WITHOUT_REASON",
            "SELECT s.work, NULL, s.effort, NULL FROM slice s WHERE s.stage IN "
                + "('draft', 'awaiting-approval', 'rejected', 'blocked') AND s.main_reason IS NULL "
                + "AND s.service_date BETWEEN @from AND @to"
        ),
        // An approved document that is not posted has a reason, an owner and a clock: an exception.
        new(
            "HOURS_NOT_POSTED",
            "SELECT s.work || ' on ' || s.invoice, NULL, s.effort, NULL FROM slice s "
                + "LEFT JOIN document d ON d.reference = s.invoice WHERE s.stage = 'invoiced' "
                + $"AND COALESCE(d.status, '') NOT IN {InForce} "
                + "AND s.service_date BETWEEN @from AND @to"
        ),
        new(
            "JOURNAL_DIFFERS_FROM_DOCUMENT",
            "SELECT d.reference, d.payable, CAST(SUM(j.debit - j.credit) AS bigint), d.currency "
                + "FROM document d LEFT JOIN journal j ON j.document = d.reference "
                + "AND j.kind IN ('posting', 'release') AND j.account_role = 'accounts-receivable' "
                + "WHERE d.status IN ('posted', 'paid') AND d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.payable, d.currency "
                + "HAVING COALESCE(SUM(j.debit - j.credit), 0) <> d.payable"
        ),
        new(
            "JOURNAL_DIFFERS_FROM_PAYMENTS",
            "SELECT d.reference, d.paid, CAST(COALESCE(SUM(j.credit - j.debit), 0) AS bigint), "
                + "d.currency FROM document d LEFT JOIN journal j ON j.document = d.reference "
                + "AND j.kind IN ('payment', 'payment-change') "
                + "AND j.account_role = 'accounts-receivable' "
                + "WHERE d.invoice_date BETWEEN @from AND @to "
                + "GROUP BY d.reference, d.paid, d.currency "
                + "HAVING COALESCE(SUM(j.credit - j.debit), 0) <> d.paid"
        ),
        new(
            // One id for two contracts: the money can have arrived once only.
            "DEPOSIT_TOLD_TWICE",
            "SELECT e.payment, CAST(MAX(e.amount) AS bigint), CAST(SUM(e.amount) AS bigint), e.currency "
                + "FROM (SELECT payment, engagement, currency, SUM(debit - credit) AS amount "
                + "FROM journal WHERE kind IN ('deposit', 'deposit-change') AND account_role = 'cash' "
                + "AND entry_date BETWEEN @from AND @to GROUP BY payment, engagement, currency "
                + "HAVING SUM(debit - credit) <> 0) e GROUP BY e.payment, e.currency "
                + "HAVING COUNT(*) > 1"
        ),
        new(
            "JOURNAL_NOT_BALANCED",
            "SELECT legal_entity || ' ' || currency, CAST(SUM(debit) AS bigint), "
                + "CAST(SUM(credit) AS bigint), currency FROM journal "
                + "WHERE entry_date BETWEEN @from AND @to "
                + "GROUP BY legal_entity, currency HAVING SUM(debit) <> SUM(credit)"
        ),
    ];
}
