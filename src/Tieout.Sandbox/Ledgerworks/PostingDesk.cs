using System.Globalization;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Posts documents into the ledger and voids them again.</summary>
internal sealed class PostingDesk(LedgerStore store)
{
    /// <summary>Draws the number and books the document; a second time is refused.</summary>
    public Answer<InvoiceRecord> Post(long id, ActionBody body) =>
        store.Write<InvoiceRecord>(tx =>
        {
            if (InvoiceBook.Get(tx, id) is not { } draft)
            {
                return Refusal.NotFound("invoice", id);
            }

            if (draft.Number is { } number)
            {
                return Refusal.Conflict("already_posted", $"It was posted as {number}.");
            }

            var date = body.Date ?? draft.InvoiceDate;
            if (CompanyBook.ClosedOn(tx, draft.Company, date, "date") is { } closed)
            {
                return closed;
            }

            if (CreditComplaint(tx, draft) is { } complaint)
            {
                return complaint;
            }

            var drawn = DrawNumber(tx, draft, date);
            tx.Execute(
                $"""
                UPDATE invoices SET number = {drawn}, accounting_date = {date}, state = 'posted',
                version = version + 1 WHERE id = {id}
                """
            );
            Journal.Book(tx, draft, date, "posting", Amounts(tx, draft));
            Credit(tx, draft);
            Settle(tx, id);
            return InvoiceBook.Get(tx, id)!;
        });

    /// <summary>Keeps the number and books the reverse; not while it is paid or credited.</summary>
    public Answer<InvoiceRecord> Void(long id, ActionBody body) =>
        store.Write<InvoiceRecord>(tx =>
        {
            if (InvoiceBook.Get(tx, id) is not { } document)
            {
                return Refusal.NotFound("invoice", id);
            }

            if (document.State is "draft" or "void")
            {
                return Refusal.Conflict("not_posted", $"It is {document.State}.");
            }

            var paid = tx.Number($"SELECT SUM(amount) FROM payments WHERE invoice = {id}") ?? 0;
            if (paid != 0)
            {
                return Refusal.Conflict("has_payments", "Take the payments back first.");
            }

            var credits = tx.Number(
                $"SELECT COUNT(*) FROM invoices WHERE refers_to = {id} AND state IN ('posted', 'paid')"
            );
            if (credits > 0)
            {
                return Refusal.Conflict("has_credits", "Void the credit notes first.");
            }

            var date = body.Date ?? document.AccountingDate!.Value;
            if (CompanyBook.ClosedOn(tx, document.Company, date, "date") is { } closed)
            {
                return closed;
            }

            var reversed = Amounts(tx, document).Select(x => (x.Account, -x.Amount));
            Journal.Book(tx, document, date, "void", reversed);
            TakeCreditBack(tx, id);
            tx.Execute(
                $"UPDATE invoices SET state = 'void', open = 0, version = version + 1 WHERE id = {id}"
            );
            tx.Execute(
                $"INSERT INTO changes (kind, invoice, date, reason) VALUES ('void', {id}, {date}, {body.Reason})"
            );
            return InvoiceBook.Get(tx, id)!;
        });

    /// <summary>Posted with nothing open is paid.</summary>
    public static void Settle(StoreTransaction tx, long id) =>
        tx.Execute(
            $"""
            UPDATE invoices SET state = CASE open WHEN 0 THEN 'paid' ELSE 'posted' END
            WHERE id = {id} AND state IN ('posted', 'paid')
            """
        );

    /// <summary>Numbers have no gaps: a refusal rolls the series back with everything else.</summary>
    private static string DrawNumber(StoreTransaction tx, InvoiceRecord draft, DateOnly date)
    {
        var last = tx.Number(
            $"""
            INSERT INTO number_series VALUES ({draft.Company}, {draft.Type}, {date.Year}, 1)
            ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last
            """
        );
        var prefix = IsCredit(draft) ? "CN" : "INV";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix}-{draft.Company}-{date.Year}-{last:D5}"
        );
    }

    /// <summary>What a document books: debits positive; a credit note is the mirror.</summary>
    private static IReadOnlyList<(string Account, long Amount)> Amounts(
        StoreTransaction tx,
        InvoiceRecord document
    )
    {
        var sign = IsCredit(document) ? -1 : 1;
        var (net, tax) = Totals(tx, document.Id);
        var lines = tx.Rows(
            $"SELECT account, amount FROM invoice_lines WHERE invoice = {document.Id}",
            r => (Account: r.GetString(0), Amount: -sign * r.GetInt64(1))
        );
        var deductions = tx.Rows(
            $"SELECT account, amount FROM invoice_deductions WHERE invoice = {document.Id}",
            r => (Account: r.GetString(0), Amount: sign * r.GetInt64(1))
        );
        return
        [
            (document.ReceivableAccount, (sign * (net + tax)) - deductions.Sum(x => x.Amount)),
            .. deductions,
            .. lines,
            (document.TaxAccount, -sign * tax),
        ];
    }

    private static (long Net, long Tax) Totals(StoreTransaction tx, long id)
    {
        var net = tx.Number($"SELECT net FROM invoices WHERE id = {id}") ?? 0;
        var tax = tx.Number($"SELECT tax FROM invoices WHERE id = {id}") ?? 0;
        return (net, tax);
    }

    private static Refusal? CreditComplaint(StoreTransaction tx, InvoiceRecord draft)
    {
        if (draft.RefersTo is not { } credited)
        {
            return null;
        }

        var invoice = InvoiceBook.Head(tx, credited)!;
        if (invoice.State is not ("posted" or "paid"))
        {
            return Refusal.Conflict("bad_reference", $"The invoice is {invoice.State}.");
        }

        var before = tx.Number(
            $"""
            SELECT SUM(net + tax) FROM invoices
            WHERE refers_to = {credited} AND state IN ('posted', 'paid')
            """
        );
        var total = Minor.ToMajor(before ?? 0, draft.Currency) + draft.Gross;
        return total <= invoice.Gross
            ? null
            : Refusal.Invalid(
                "credit_exceeds_invoice",
                "Credit notes would exceed the invoice.",
                "refersTo"
            );
    }

    /// <summary>Sets a credit note off against its invoice, as far as that is open.</summary>
    private static void Credit(StoreTransaction tx, InvoiceRecord note)
    {
        if (note.RefersTo is not { } invoice)
        {
            return;
        }

        var open = tx.Number($"SELECT open FROM invoices WHERE id = {invoice}") ?? 0;
        var payable = tx.Number($"SELECT open FROM invoices WHERE id = {note.Id}") ?? 0;
        var amount = Math.Min(open, payable);
        if (amount > 0)
        {
            tx.Execute($"INSERT INTO allocations VALUES ({note.Id}, {invoice}, {amount})");
            tx.Execute($"UPDATE invoices SET open = open - {amount} WHERE id = {invoice}");
            tx.Execute($"UPDATE invoices SET open = open - {amount} WHERE id = {note.Id}");
            Settle(tx, invoice);
        }
    }

    private static void TakeCreditBack(StoreTransaction tx, long note)
    {
        var given = tx.Rows(
            $"SELECT invoice, amount FROM allocations WHERE credit_note = {note}",
            r => (Invoice: r.GetInt64(0), Amount: r.GetInt64(1))
        );
        tx.Execute($"DELETE FROM allocations WHERE credit_note = {note}");
        foreach (var (invoice, amount) in given)
        {
            tx.Execute($"UPDATE invoices SET open = open + {amount} WHERE id = {invoice}");
            Settle(tx, invoice);
        }
    }

    private static bool IsCredit(InvoiceRecord document) => document.Type is "credit-note";
}
