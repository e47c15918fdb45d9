using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What becomes of documents, and of the slices that are on them.</summary>
internal static class DocumentRows
{
    /// <summary>At its price as agreed, whatever was credited of it there.</summary>
    private const string Freed =
        "UPDATE slice SET stage = 'ready', invoice = NULL, "
        + "amount = amount + COALESCE(allowance, 0), allowance = NULL, "
        + "since_seq = @seq, since_at = @at, ";

    private const string IsAllowance =
        "EXISTS (SELECT 1 FROM document c WHERE c.reference = @reference "
        + "AND c.disposition = 'allowance')";

    /// <summary>The invoice that a credit memo refers to, and work that both have.</summary>
    private const string OnCredited =
        "engagement = @engagement AND invoice = (SELECT c.refers_to FROM document c "
        + "WHERE c.reference = @reference) AND EXISTS (SELECT 1 FROM share h "
        + "WHERE h.reference = @reference AND h.work = slice.work AND h.slice = slice.number";

    private const string Shares =
        "FROM share h WHERE h.reference = @reference "
        + "AND h.work = slice.work AND h.slice = slice.number) AS bigint)";

    private const string Credited = $"CAST((SELECT SUM(h.amount) {Shares}";

    private const string LetOffBack = $"CAST((SELECT COALESCE(SUM(h.allowance), 0) {Shares}";

    private static readonly RowStatement Take = new(
        "UPDATE slice SET stage = 'drafted', amount = @amount, invoice = @reference, "
            + "legal_entity = @legal_entity, since_seq = @seq, since_at = @at "
            + "WHERE engagement = @engagement AND work = @work AND number = @number"
    );

    private static readonly RowStatement Free = new(
        Freed
            + ContractRows.PartiesOf("slice.service_date")
            + " WHERE engagement = @engagement AND invoice = @reference"
    );

    /// <summary>An approved credit memo frees what it credits, and nothing else of its invoice.</summary>
    private static readonly RowStatement FreeCredited = new(
        Freed
            + ContractRows.PartiesOf("slice.service_date")
            + $" WHERE {OnCredited} "
            + "AND (h.work < 'charge/' OR h.work >= 'charge0' OR (slice.amount = -h.amount "
            + "AND COALESCE(slice.allowance, 0) = -COALESCE(h.allowance, 0)))) "
            + $"AND NOT {IsAllowance}"
    );

    /// <summary>After that: a charge is credited in the proportion of its work; the rest of it stays.</summary>
    private static readonly RowStatement CreditPart = new(
        $"UPDATE slice SET amount = amount + {Credited}, "
            + $"allowance = NULLIF(allowance + {LetOffBack}, 0) WHERE {OnCredited}) "
            + $"AND work >= 'charge/' AND work < 'charge0' AND NOT {IsAllowance}"
    );

    /// <summary>An allowance frees nothing: what it credits costs less where it stands.</summary>
    private static readonly RowStatement Allow = new(
        $"UPDATE slice SET amount = amount + {Credited}, "
            + $"allowance = COALESCE(allowance, 0) - {Credited} WHERE {OnCredited}) "
            + $"AND {IsAllowance}"
    );

    private static readonly RowStatement Keep = new(
        "UPDATE slice SET stage = 'invoiced', since_seq = @seq, since_at = @at "
            + "WHERE engagement = @engagement AND invoice = @reference"
    );

    private static readonly RowStatement Cancel = new(
        "UPDATE document SET status = 'cancelled', cancel_reason = @reason "
            + "WHERE reference = @reference"
    );

    private static readonly RowStatement Approve = new(
        "UPDATE document SET status = 'approved', approved_by = @by, approved_seq = @seq, "
            + "approved_at = @at WHERE reference = @reference"
    );

    private static readonly RowStatement Route = new(
        "UPDATE document SET routed_to = @target, routing_rule = @rule, block_reason = NULL, "
            + "block_message = NULL, block_seq = NULL, block_at = NULL "
            + "WHERE reference = @reference"
    );

    private static readonly RowStatement Post = new(
        "UPDATE document SET status = 'posted', system = @system, external_id = @external_id, "
            + "number = @number, accounting_date = @accounting_date, posted_seq = @seq, "
            + "posted_at = @at, block_reason = NULL, block_message = NULL, block_seq = NULL, "
            + "block_at = NULL WHERE reference = @reference"
    );

    /// <summary>The clock runs on while the reason stays.</summary>
    private static readonly RowStatement Block = new(
        "UPDATE document SET "
            + "block_seq = CASE WHEN block_reason = @reason THEN block_seq ELSE @seq END, "
            + "block_at = CASE WHEN block_reason = @reason THEN block_at ELSE @at END, "
            + "block_reason = @reason, block_message = @message WHERE reference = @reference"
    );

    private static readonly RowStatement Void = new(
        "UPDATE document SET status = 'voided', voided_on = @voided_on, void_reason = @reason, "
            + "block_reason = NULL, block_message = NULL, block_seq = NULL, block_at = NULL "
            + "WHERE reference = @reference"
    );

    /// <summary>The payments of a document, counted anew: one may have changed.</summary>
    private static readonly RowStatement Paid = new(
        "UPDATE document SET paid = (SELECT COALESCE(SUM(p.amount), 0) FROM payment p "
            + "WHERE p.reference = document.reference) WHERE reference = @reference"
    );

    /// <summary>The credit memos in force on an invoice, counted anew.</summary>
    private static readonly RowStatement Recredit = new(
        "UPDATE document SET credited = (SELECT COALESCE(-SUM(c.payable), 0) FROM document c "
            + "WHERE c.refers_to = document.reference "
            + "AND c.status IN ('approved', 'posted', 'paid')) WHERE reference = "
            + "(SELECT c.refers_to FROM document c WHERE c.reference = @reference)"
    );

    /// <summary>
    /// A posted document is paid when nothing is left to pay; its own, or the credited one. More
    /// than that is owed to the customer.
    /// </summary>
    private static readonly RowStatement Settle = new(
        "UPDATE document SET status = CASE WHEN payable = credited + paid "
            + "OR (payable > 0 AND payable < credited + paid) THEN 'paid' ELSE 'posted' END WHERE status IN ('posted', 'paid') AND (reference = @reference "
            + "OR reference = (SELECT c.refers_to FROM document c WHERE c.reference = @reference))"
    );

    private static readonly RowStatement Document = ReadTables.Document.Upsert();
    private static readonly RowStatement Line = ReadTables.DocumentLine.Upsert();
    private static readonly RowStatement Tax = ReadTables.DocumentTax.Upsert();
    private static readonly RowStatement Share = ReadTables.Share.Upsert();
    private static readonly RowStatement Payment = ReadTables.Payment.Upsert();

    public static void Drafted(IRowWriter rows, EventPlace at, Invoice invoice)
    {
        WriteHeader(rows, at, invoice);
        var reference = invoice.Reference.Value;
        foreach (var line in invoice.Lines)
        {
            WriteLine(rows, reference, line);
            foreach (var share in line.Shares)
            {
                WriteShare(rows, reference, line, share);
                if (!invoice.IsCredit && !invoice.IsRepricing)
                {
                    rows.Run(
                        Take,
                        StoredUnits.Minor(share.Amount),
                        reference,
                        invoice.LegalEntity.Value,
                        at.Sequence,
                        at.At,
                        at.Key,
                        share.Work.Value,
                        (long)share.Slice
                    );
                }
            }
        }

        foreach (var tax in invoice.Taxes)
        {
            rows.Run(
                Tax,
                reference,
                tax.Code.Value,
                tax.Category.ToString(),
                StoredUnits.Text(tax.Rate),
                StoredUnits.Minor(tax.Taxable),
                StoredUnits.Minor(tax.Tax),
                tax.Tax.Currency.Code
            );
        }

        JournalRows.Plan(rows, invoice);
    }

    public static void Cancelled(
        IRowWriter rows,
        EventPlace at,
        EngagementEvent.InvoiceDraftCancelled e
    )
    {
        rows.Run(Cancel, e.Reason, e.Reference.Value);
        rows.Run(Free, at.Sequence, at.At, at.Key, e.Reference.Value);
        SliceRows.DropFreedCharges(rows, at);
    }

    public static void Approved(IRowWriter rows, EventPlace at, EngagementEvent.InvoiceApproved e)
    {
        var reference = e.Reference.Value;
        rows.Run(Approve, e.ApprovedBy, at.Sequence, at.At, reference);
        rows.Run(Keep, at.Sequence, at.At, at.Key, reference);
        rows.Run(FreeCredited, at.Sequence, at.At, at.Key, reference);
        rows.Run(CreditPart, reference, at.Key);
        rows.Run(Allow, reference, at.Key);
        SliceRows.DropFreedCharges(rows, at);
        rows.Run(Recredit, reference);
        Settled(rows, reference);
    }

    public static void Settled(IRowWriter rows, string reference)
    {
        rows.Run(Settle, reference);
        ReceivableRows.Settled(rows, reference);
    }

    public static void Routed(IRowWriter rows, EngagementEvent.InvoiceRouted e) =>
        rows.Run(Route, e.Target, e.Rule, e.Reference.Value);

    public static void Posted(IRowWriter rows, EventPlace at, EngagementEvent.InvoicePosted e)
    {
        var posted = e.Document;
        rows.Run(
            Post,
            posted.System,
            posted.ExternalId,
            posted.Number,
            StoredUnits.Text(posted.AccountingDate),
            at.Sequence,
            at.At,
            e.Reference.Value
        );
        Settled(rows, e.Reference.Value);
        JournalRows.Post(rows, at, e.Reference, posted.AccountingDate);
    }

    public static void Blocked(IRowWriter rows, EventPlace at, EngagementEvent.InvoiceBlocked e) =>
        rows.Run(Block, e.Reason.Value, at.Sequence, at.At, e.Message, e.Reference.Value);

    public static void Voided(IRowWriter rows, EventPlace at, EngagementEvent.InvoiceVoided e)
    {
        var reference = e.Reference.Value;
        rows.Run(Void, StoredUnits.Text(e.Date), e.Reason, reference);
        rows.Run(Free, at.Sequence, at.At, at.Key, reference);
        SliceRows.DropFreedCharges(rows, at);
        rows.Run(Recredit, reference);
        Settled(rows, reference);
        JournalRows.Reverse(rows, at, e.Reference, e.Date);
    }

    public static void Received(IRowWriter rows, EventPlace at, Payment payment)
    {
        JournalRows.Pay(rows, at, payment);
        rows.Run(
            Payment,
            payment.Id,
            payment.Invoice.Value,
            payment.Version,
            at.Key,
            StoredUnits.Minor(payment.Amount),
            payment.Amount.Currency.Code,
            StoredUnits.Text(payment.ValueDate),
            at.Sequence,
            at.At
        );
        rows.Run(Paid, payment.Invoice.Value);
        Settled(rows, payment.Invoice.Value);
    }

    private static void WriteHeader(IRowWriter rows, EventPlace at, Invoice invoice)
    {
        string? none = null;
        long? nothing = null;
        rows.Run(
            Document,
            invoice.Reference.Value,
            StoredNames.Of(invoice.Type),
            at.Key,
            invoice.LegalEntity.Value,
            invoice.BillTo.Value,
            invoice.Currency.Code,
            StoredUnits.Text(invoice.InvoiceDate),
            StoredUnits.Text(invoice.DueDate),
            StoredUnits.Text(invoice.Through),
            StoredUnits.Minor(invoice.Net),
            StoredUnits.Minor(invoice.Tax),
            StoredUnits.Minor(invoice.Gross),
            StoredUnits.Minor(invoice.LineTotal - invoice.Net),
            StoredUnits.Minor(invoice.Payable),
            invoice.IsRepricing,
            0L,
            0L,
            "draft",
            invoice.PurchaseOrder,
            invoice.RefersTo?.Value,
            invoice.ReferenceVersion,
            (long)invoice.ContractVersion,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            nothing,
            nothing,
            none,
            at.Sequence,
            at.At,
            none,
            nothing,
            nothing,
            nothing,
            nothing,
            none,
            none,
            invoice.AmendmentPlan,
            invoice.Disposition is { } then ? StoredNames.Of(then) : null
        );
    }

    private static void WriteLine(IRowWriter rows, string reference, InvoiceLine line) =>
        rows.Run(
            Line,
            reference,
            (long)line.Number,
            line.Line.Value,
            line.Kind.ToString(),
            line.Description,
            StoredUnits.Text(line.Quantity),
            StoredUnits.Text(line.Price),
            StoredUnits.Minor(line.Amount),
            line.Amount.Currency.Code,
            line.TaxCode.Value,
            StoredUnits.Text(line.ServicePeriod.Start),
            StoredUnits.Text(line.ServicePeriod.End),
            StoredUnits.Text(line.Dimensions)
        );

    private static void WriteShare(
        IRowWriter rows,
        string reference,
        InvoiceLine line,
        WorkShare share
    ) =>
        rows.Run(
            Share,
            reference,
            (long)line.Number,
            share.Work.Value,
            (long)share.Slice,
            StoredUnits.Hundredths(share.Effort),
            StoredUnits.Minor(share.Amount),
            share.Amount.Currency.Code,
            StoredUnits.Minor(share.Allowance)
        );
}
