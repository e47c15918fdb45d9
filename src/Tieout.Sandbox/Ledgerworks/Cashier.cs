using Microsoft.Data.Sqlite;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Takes payments, pays refunds, takes both back, and tells subscribers what has changed.</summary>
internal sealed class Cashier(LedgerStore store)
{
    public Answer<PaymentRecord> Pay(PaymentBody body) =>
        store.Write<PaymentRecord>(tx => Pay(tx, body));

    /// <summary>Takes a whole payment back, as a bank does with one that bounced.</summary>
    public Answer<PaymentRecord> Reverse(long id, ActionBody body) =>
        store.Write<PaymentRecord>(tx =>
        {
            if (Get(tx, id) is not { } payment)
            {
                return Refusal.NotFound("payment", id);
            }

            var isReversed = tx.Number($"SELECT 1 FROM payments WHERE reverses = {id}") == 1;
            if (isReversed || payment.Reverses is not null)
            {
                return Refusal.Conflict("already_reversed", "It was taken back.");
            }

            var date = body.Date ?? payment.ValueDate;
            if (CompanyBook.ClosedOn(tx, payment.Company, date, "date") is { } closed)
            {
                return closed;
            }

            _ = Minor.TryExact(-payment.Amount, payment.Currency, out var amount);
            return Book(tx, payment.Invoice, amount, date, body.Reason, reverses: id);
        });

    public Listing<PaymentRecord> List(string? company, long? invoice, long after, int limit) =>
        store.Read(tx =>
        {
            var rows = tx.Rows(
                $"""
                SELECT p.id, p.invoice, i.company, i.reference, i.currency, p.amount, p.value_date,
                p.text, p.reverses FROM payments p JOIN invoices i ON i.id = p.invoice
                WHERE p.id > {after} AND ({company} IS NULL OR i.company = {company})
                AND ({invoice} IS NULL OR p.invoice = {invoice})
                ORDER BY p.id LIMIT {limit + 1}
                """,
                Read
            );
            return Paging.Cut(rows, limit, x => x.Id);
        });

    /// <summary>Changes after a sequence number, oldest first.</summary>
    /// <param name="kind">payment or void; both when none.</param>
    public Listing<ChangeRecord> Changes(string? kind, long after, int limit) =>
        store.Read(tx =>
        {
            var rows = tx.Rows(
                $"""
                SELECT c.sequence, c.kind, c.invoice, i.company, i.reference, i.number, c.date,
                c.reason, c.payment FROM changes c JOIN invoices i ON i.id = c.invoice
                WHERE c.sequence > {after} AND ({kind} IS NULL OR c.kind = {kind})
                ORDER BY c.sequence LIMIT {limit + 1}
                """,
                r => new ChangeRecord(
                    r.GetInt64(0),
                    r.GetString(1),
                    r.GetInt64(2),
                    r.GetString(3),
                    r.GetString(4),
                    r.Text(5),
                    r.Date(6),
                    r.Text(7),
                    r.Number(8) is { } payment ? Get(tx, payment) : null
                )
            );
            return Paging.Cut(rows, limit, x => x.Sequence);
        });

    public static Answer<PaymentRecord> Pay(StoreTransaction tx, PaymentBody body)
    {
        if (InvoiceBook.Head(tx, body.Invoice) is not { } invoice)
        {
            return Refusal.NotFound("invoice", body.Invoice);
        }

        if (invoice.State is not ("posted" or "paid"))
        {
            return Refusal.Conflict("not_posted", $"It is {invoice.State}.");
        }

        var isExact = Minor.TryExact(body.Amount, invoice.Currency, out var amount);
        if (!isExact || amount * SignOf(invoice) <= 0)
        {
            return Refusal.Invalid(
                "amount_precision",
                "Above zero for an invoice, below zero to refund a credit note; in minor units.",
                "amount"
            );
        }

        if (Math.Abs(body.Amount) > invoice.Open)
        {
            return Refusal.Invalid("overpayment", "It exceeds what is open.", "amount");
        }

        return CompanyBook.ClosedOn(tx, invoice.Company, body.ValueDate, "valueDate") is { } closed
            ? closed
            : Book(tx, body.Invoice, amount, body.ValueDate, body.Text, reverses: null);
    }

    private static PaymentRecord Book(
        StoreTransaction tx,
        long invoice,
        long amount,
        DateOnly date,
        string? text,
        long? reverses
    )
    {
        var id = tx.Insert(
            $"""
            INSERT INTO payments (invoice, amount, value_date, text, reverses)
            VALUES ({invoice}, {amount}, {date}, {text}, {reverses})
            """
        );
        var document = InvoiceBook.Head(tx, invoice)!;
        var settled = amount * SignOf(document);
        tx.Execute($"UPDATE invoices SET open = open - {settled} WHERE id = {invoice}");
        PostingDesk.Settle(tx, invoice);
        var kind = reverses is null ? "payment" : "payment-reversal";
        Journal.Book(
            tx,
            document,
            date,
            kind,
            [(StandardAccounts.Bank, amount), (document.ReceivableAccount, -amount)]
        );
        tx.Execute(
            $"INSERT INTO changes (kind, invoice, payment, date) VALUES ('payment', {invoice}, {id}, {date})"
        );
        return Get(tx, id)!;
    }

    /// <summary>What is open on a credit note is owed to the customer.</summary>
    private static int SignOf(InvoiceRecord document) => document.Type is "credit-note" ? -1 : 1;

    private static PaymentRecord? Get(StoreTransaction tx, long id) =>
        tx.First(
            $"""
            SELECT p.id, p.invoice, i.company, i.reference, i.currency, p.amount, p.value_date,
            p.text, p.reverses FROM payments p JOIN invoices i ON i.id = p.invoice
            WHERE p.id = {id}
            """,
            Read
        );

    private static PaymentRecord Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.Major(5, row.GetString(4)),
            row.Date(6),
            row.Text(7),
            row.Number(8)
        );
}
