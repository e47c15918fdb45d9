using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>The links of the chain, each read from its table.</summary>
internal sealed class ExplainedChain(ReadSnapshot read)
{
    public Task<IReadOnlyList<ExplainedWork>> SlicesAsync(
        string engagement,
        string work,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT w.engagement, w.id, w.kind, w.version, w.project, w.resource, w.service_date, "
                + "COALESCE(s.effort, w.effort), s.number, s.stage, s.amount, s.currency, s.reasons, "
                + "s.contract_line, s.rate || ' an hour: level ' || s.level || ', card ' || s.card "
                + "|| ', line ' || s.card_line, COALESCE(s.reference_version, 0), s.invoice, w.billable, s.billable, s.allowance "
                + "FROM work w LEFT JOIN slice s ON s.work = w.id AND s.engagement = w.engagement "
                + "WHERE w.engagement = @engagement AND w.id = @work ORDER BY s.number",
            row => new ExplainedWork(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt64(3),
                row.GetString(4),
                row.TextOrNone(5),
                StoredUnits.Day(row.GetString(6)),
                StoredUnits.EffortOf(row.GetInt64(7)),
                row.NumberOrNone(8),
                row.TextOrNone(9) is { } stage ? StoredNames.StageOf(stage) : null,
                row.MoneyOrNone(10, 11),
                row.TextOrNone(12)?.Split(' ') ?? [],
                row.TextOrNone(13),
                row.TextOrNone(14),
                row.GetInt64(15),
                row.TextOrNone(16),
                row.GetInt64(17) != 0,
                [],
                []
            )
            {
                Charged = row.NumberOrNone(18) is { } charged
                    ? StoredUnits.EffortOf(charged)
                    : null,
                Allowance = row.MoneyOrNone(19, 11),
            },
            cancellationToken,
            ("engagement", engagement),
            ("work", work)
        );

    /// <summary>A document with its lines and taxes.</summary>
    /// <param name="reference">Which document.</param>
    /// <param name="onlyWork">Only the lines with this work; all lines when none.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ExplainedDocument> DocumentAsync(
        string reference,
        string? onlyWork,
        CancellationToken cancellationToken
    )
    {
        var lines = await LinesAsync(reference, onlyWork, cancellationToken);
        var taxes = await TaxesAsync(reference, cancellationToken);
        var found = await read.ListAsync(
            "SELECT reference, type, status, number, system, external_id, invoice_date, refers_to, "
                + "block_reason, net, tax, gross, credited, paid, currency, routed_to, routing_rule, "
                + "amendment_plan, approved_by, accounting_date, payable "
                + "FROM document "
                + "WHERE reference = @reference",
            row => new ExplainedDocument(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.TextOrNone(3),
                row.TextOrNone(15),
                row.TextOrNone(16),
                row.TextOrNone(4),
                row.TextOrNone(5),
                StoredUnits.Day(row.GetString(6)),
                row.TextOrNone(7),
                row.TextOrNone(8),
                StoredUnits.MoneyOf(row.GetInt64(9), row.GetString(14)),
                StoredUnits.MoneyOf(row.GetInt64(10), row.GetString(14)),
                StoredUnits.MoneyOf(row.GetInt64(11), row.GetString(14)),
                StoredUnits.MoneyOf(row.GetInt64(12), row.GetString(14)),
                StoredUnits.MoneyOf(row.GetInt64(13), row.GetString(14)),
                lines,
                taxes,
                row.TextOrNone(17),
                row.TextOrNone(18)
            )
            {
                AccountingDate = row.TextOrNone(19) is { } day ? StoredUnits.Day(day) : null,
                Payable = StoredUnits.MoneyOf(row.GetInt64(20), row.GetString(14)),
            },
            cancellationToken,
            ("reference", reference)
        );
        return found[0];
    }

    public Task<IReadOnlyList<ExplainedJournalLine>> JournalAsync(
        string reference,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT seq, kind, document, entry_date, legal_entity, account, debit, credit, currency, "
                + "dimensions FROM journal WHERE document = @reference ORDER BY seq, position",
            row => new ExplainedJournalLine(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                StoredUnits.Day(row.GetString(3)),
                row.GetString(4),
                row.GetString(5),
                StoredUnits.MoneyOf(row.GetInt64(6), row.GetString(8)),
                StoredUnits.MoneyOf(row.GetInt64(7), row.GetString(8)),
                row.TextOrNone(9)
            ),
            cancellationToken,
            ("reference", reference)
        );

    public Task<IReadOnlyList<ExplainedPayment>> PaymentsAsync(
        string reference,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT id, reference, amount, currency, value_date FROM payment "
                + "WHERE reference = @reference ORDER BY recorded_seq",
            row => new ExplainedPayment(
                row.GetString(0),
                row.GetString(1),
                StoredUnits.MoneyOf(row.GetInt64(2), row.GetString(3)),
                StoredUnits.Day(row.GetString(4))
            ),
            cancellationToken,
            ("reference", reference)
        );

    private Task<IReadOnlyList<ExplainedLine>> LinesAsync(
        string reference,
        string? onlyWork,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT l.line, l.contract_line, l.description, l.quantity, l.price, l.amount, "
                + "l.currency, l.tax_code, h.work, h.amount, l.dimensions FROM document_line l "
                + "LEFT JOIN share h ON h.reference = l.reference AND h.line = l.line "
                + "WHERE l.reference = @reference AND (@work = '' OR h.work = @work) "
                + "ORDER BY l.line, h.work, h.slice",
            row => new ExplainedLine(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.TextOrNone(4),
                StoredUnits.MoneyOf(row.GetInt64(5), row.GetString(6)),
                row.GetString(7),
                row.TextOrNone(8),
                row.MoneyOrNone(9, 6),
                row.TextOrNone(10)
            ),
            cancellationToken,
            ("reference", reference),
            ("work", onlyWork ?? string.Empty)
        );

    private Task<IReadOnlyList<ExplainedTax>> TaxesAsync(
        string reference,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT code, rate, taxable, tax, currency FROM document_tax "
                + "WHERE reference = @reference ORDER BY code",
            row => new ExplainedTax(
                row.GetString(0),
                row.GetString(1),
                StoredUnits.MoneyOf(row.GetInt64(2), row.GetString(4)),
                StoredUnits.MoneyOf(row.GetInt64(3), row.GetString(4))
            ),
            cancellationToken,
            ("reference", reference)
        );
}
