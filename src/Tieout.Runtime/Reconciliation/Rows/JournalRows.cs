using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Journals;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>The ledger entries that follow from documents and payments by the posting rules.</summary>
internal static class JournalRows
{
    /// <summary>An account that is not mapped goes by the name of its role.</summary>
    private const string AccountOfRole =
        "COALESCE((SELECT a.account FROM account a WHERE a.legal_entity = d.legal_entity "
        + "AND a.role = p.account_role), p.account_role)";

    private static readonly RowStatement Planned = ReadTables.DocumentPosting.Upsert();

    private static readonly RowStatement PostPlanned = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, p.position, 'posting', d.reference, NULL, d.engagement, d.legal_entity, "
            + $"@entry_date, p.account_role, {AccountOfRole}, d.currency, p.debit, p.credit, "
            + "p.dimensions FROM document_posting p JOIN document d ON d.reference = p.reference "
            + "WHERE p.reference = @reference"
    );

    /// <summary>Takes back what was posted; nothing for a document that never was.</summary>
    private static readonly RowStatement ReversePosted = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, j.position, 'void', j.document, NULL, j.engagement, j.legal_entity, "
            + "@entry_date, j.account_role, j.account, j.currency, j.credit, j.debit, "
            + "j.dimensions FROM journal j WHERE j.document = @reference AND j.kind IN ('posting', 'release')"
    );

    /// <summary>Beside what the document itself has posted, whose positions are below.</summary>
    private static readonly RowStatement ReleaseLine = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, p.position, 'release', d.reference, NULL, d.engagement, d.legal_entity, "
            + $"@entry_date, p.account_role, {AccountOfRole}, d.currency, p.debit, p.credit, NULL "
            + "FROM document d JOIN (SELECT CAST(@position AS bigint) AS position, "
            + "CAST(@account_role AS text) AS account_role, CAST(@debit AS bigint) AS debit, "
            + "CAST(@credit AS bigint) AS credit) p ON d.reference = @reference"
    );

    /// <summary>
    /// Takes back what a payment's version before this one did, on the day it was said to have
    /// arrived: the ledger system has changed that entry, and so says that it never was.
    /// </summary>
    private static readonly RowStatement ReversePaid = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, -j.position, 'payment-change', j.document, j.payment, j.engagement, "
            + "j.legal_entity, j.entry_date, j.account_role, j.account, j.currency, j.credit, "
            + "j.debit, NULL FROM payment p JOIN journal j ON j.document = p.reference "
            + "AND j.payment = p.id AND j.seq = (SELECT MAX(k.seq) FROM journal k "
            + "WHERE k.document = p.reference AND k.payment = p.id AND k.kind = 'payment') "
            + "AND j.kind = 'payment' WHERE p.id = @payment AND p.reference = @reference "
            + "AND p.amount <> 0 AND (p.amount <> @amount OR p.value_date <> @entry_date)"
    );

    /// <summary>Nothing when the version before it says the same.</summary>
    private static readonly RowStatement PaymentLine = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, p.position, 'payment', d.reference, @payment, d.engagement, "
            + $"d.legal_entity, @entry_date, p.account_role, {AccountOfRole}, d.currency, "
            + "p.debit, p.credit, NULL FROM document d JOIN (SELECT CAST(@position AS bigint) AS position,"
            + " CAST(@account_role AS text) AS account_role, CAST(@debit AS bigint) AS debit,"
            + " CAST(@credit AS bigint) AS credit) p ON d.reference = @reference "
            + "WHERE NOT EXISTS (SELECT 1 FROM payment k WHERE k.id = @payment "
            + "AND k.reference = d.reference AND k.amount = @amount "
            + "AND k.value_date = @entry_date)"
    );

    private const long ReleasePosition = 1_000_000;

    /// <summary>The payment's own entity is its document's, which the statement looks up.</summary>
    private static readonly LegalEntityCode OfDocument = LegalEntityCode.Parse("-");

    public static void Plan(IRowWriter rows, Invoice invoice)
    {
        var zero = Money.Zero(invoice.Currency);
        var amounts = new InvoicedAmounts(invoice.Net, invoice.Tax) with
        {
            Retention = invoice.Retention ?? zero,
            DepositApplied = invoice.PrepaidApplied ?? zero,
        };
        PostingEvent posting =
            invoice.Type is InvoiceType.CreditNote
                ? new PostingEvent.CreditNoteIssued(invoice.LegalEntity, amounts.Negated())
                : new PostingEvent.InvoiceIssued(invoice.LegalEntity, amounts);
        var position = 0L;
        var entry = PostingRules
            .EntryFor(posting, AccrualRelease.Clear)
            .AnalysedBy(invoice.LegalEntity, RevenueAnalysis.Of(invoice));
        foreach (var line in entry.Lines)
        {
            rows.Run(
                Planned,
                invoice.Reference.Value,
                ++position,
                StoredNames.Of(line.Account),
                StoredUnits.Minor(line.Debit),
                StoredUnits.Minor(line.Credit),
                StoredUnits.Text(line.Dimensions)
            );
        }
    }

    public static void Post(
        IRowWriter rows,
        EventPlace at,
        InvoiceReference reference,
        LocalDate date
    ) => rows.Run(PostPlanned, at.Sequence, StoredUnits.Text(date), reference.Value);

    public static void Reverse(
        IRowWriter rows,
        EventPlace at,
        InvoiceReference reference,
        LocalDate date
    ) => rows.Run(ReversePosted, at.Sequence, StoredUnits.Text(date), reference.Value);

    /// <summary>What was kept back becomes receivable.</summary>
    public static void Release(
        IRowWriter rows,
        EventPlace at,
        EngagementEvent.RetentionReleased released
    )
    {
        var posting = new PostingEvent.RetentionReleased(OfDocument, released.Amount);
        foreach (
            var (i, line) in PostingRules.EntryFor(posting, AccrualRelease.Clear).Lines.Index()
        )
        {
            rows.Run(
                ReleaseLine,
                at.Sequence,
                StoredUnits.Text(released.Date),
                ReleasePosition + (at.Sequence * 2) + i,
                StoredNames.Of(line.Account),
                StoredUnits.Minor(line.Debit),
                StoredUnits.Minor(line.Credit),
                released.Reference.Value
            );
        }
    }

    /// <summary>Before the payment's row is written, which still has what was said last.</summary>
    public static void Pay(IRowWriter rows, EventPlace at, Payment payment)
    {
        var amount = StoredUnits.Minor(payment.Amount);
        var date = StoredUnits.Text(payment.ValueDate);
        rows.Run(ReversePaid, at.Sequence, payment.Id, payment.Invoice.Value, amount, date);
        var zero = Money.Zero(payment.Amount.Currency);
        var posting = new PostingEvent.PaymentReceived(OfDocument, payment.Amount, zero, zero);
        var position = 0L;
        foreach (var line in PostingRules.EntryFor(posting, AccrualRelease.Clear).Lines)
        {
            rows.Run(
                PaymentLine,
                at.Sequence,
                payment.Id,
                date,
                ++position,
                StoredNames.Of(line.Account),
                StoredUnits.Minor(line.Debit),
                StoredUnits.Minor(line.Credit),
                payment.Invoice.Value,
                amount
            );
        }
    }
}
