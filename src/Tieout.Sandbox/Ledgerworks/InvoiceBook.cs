using System.Globalization;
using Microsoft.Data.Sqlite;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Looks documents up.</summary>
internal sealed class InvoiceBook(LedgerStore store)
{
    public InvoiceRecord? Find(long id) => store.Read(tx => Get(tx, id));

    /// <summary>Heads of the documents found, without lines, by id.</summary>
    public Listing<InvoiceRecord> Search(InvoiceSearch search) =>
        store.Read(tx =>
        {
            var (from, to) = Range(search.ReferenceStartsWith);
            var rows = tx.Rows(
                $"""
                SELECT i.id, i.company, i.type, c.code, i.reference, i.currency, i.invoice_date,
                i.due_date, i.purchase_order, i.refers_to, i.receivable_account, i.tax_account,
                i.state, i.number, i.accounting_date, i.net, i.tax, i.open, i.version,
                (SELECT COALESCE(SUM(d.amount), 0) FROM invoice_deductions d WHERE d.invoice = i.id)
                FROM invoices i JOIN customers c ON c.id = i.customer WHERE i.id > {search.After}
                AND ({search.Company} IS NULL OR i.company = {search.Company})
                AND ({search.Reference} IS NULL OR i.reference = {search.Reference})
                AND ({from} IS NULL OR (i.reference >= {from} AND i.reference < {to}))
                AND ({search.Customer} IS NULL OR c.code = {search.Customer})
                AND ({search.State} IS NULL OR i.state = {search.State})
                AND ({search.From} IS NULL OR i.invoice_date >= {search.From})
                AND ({search.To} IS NULL OR i.invoice_date <= {search.To})
                ORDER BY i.id LIMIT {search.Limit + 1}
                """,
                Read
            );
            return Paging.Cut(rows, search.Limit, x => x.Id);
        });

    public static InvoiceRecord? Head(StoreTransaction tx, long id) =>
        tx.First(
            $"""
            SELECT i.id, i.company, i.type, c.code, i.reference, i.currency, i.invoice_date,
            i.due_date, i.purchase_order, i.refers_to, i.receivable_account, i.tax_account,
            i.state, i.number, i.accounting_date, i.net, i.tax, i.open, i.version,
            (SELECT COALESCE(SUM(d.amount), 0) FROM invoice_deductions d WHERE d.invoice = i.id)
            FROM invoices i JOIN customers c ON c.id = i.customer WHERE i.id = {id}
            """,
            Read
        );

    public static InvoiceRecord? Get(StoreTransaction tx, long id) =>
        Head(tx, id) is { } head
            ? head with
            {
                Lines = Lines(tx, id, head.Currency),
                Taxes = Taxes(tx, id, head.Currency),
                Deductions = Deductions(tx, id, head.Currency),
            }
            : null;

    private static IReadOnlyList<LineRecord> Lines(StoreTransaction tx, long id, string currency) =>
        tx.Rows(
            $"""
            SELECT position, description, quantity, unit_price, amount, tax_code, category, rate,
            account, service_from, service_to FROM invoice_lines
            WHERE invoice = {id} ORDER BY position
            """,
            r => new LineRecord(
                r.GetInt32(0),
                r.GetString(1),
                r.Exact(2),
                r.ExactOrNone(3),
                r.Major(4, currency),
                r.GetString(5),
                r.GetString(6),
                r.Exact(7),
                r.GetString(8),
                r.DateOrNone(9),
                r.DateOrNone(10),
                Dimensions(tx, id, r.GetInt32(0))
            )
        );

    private static IReadOnlyList<TaxRecord> Taxes(StoreTransaction tx, long id, string currency) =>
        tx.Rows(
            $"SELECT category, rate, taxable, tax FROM invoice_taxes WHERE invoice = {id}",
            r => new TaxRecord(
                r.GetString(0),
                r.Exact(1),
                r.Major(2, currency),
                r.Major(3, currency)
            )
        );

    private static Dictionary<string, string> Dimensions(StoreTransaction tx, long id, int line) =>
        tx.Rows(
                $"SELECT dimension, value FROM line_dimensions WHERE invoice = {id} AND line = {line}",
                r => (r.GetString(0), r.GetString(1))
            )
            .ToDictionary(x => x.Item1, x => x.Item2, StringComparer.Ordinal);

    private static IReadOnlyList<DeductionBody> Deductions(
        StoreTransaction tx,
        long id,
        string currency
    ) =>
        tx.Rows(
            $"""
            SELECT account, amount, description FROM invoice_deductions
            WHERE invoice = {id} ORDER BY position
            """,
            r => new DeductionBody(r.GetString(0), r.Major(1, currency), r.Text(2))
        );

    private static InvoiceRecord Read(SqliteDataReader row)
    {
        var currency = row.GetString(5);
        return new InvoiceRecord(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            currency,
            row.Date(6),
            row.Date(7),
            row.Text(8),
            row.Number(9),
            row.GetString(10),
            row.GetString(11),
            row.GetString(12),
            row.Text(13),
            row.DateOrNone(14),
            row.Major(15, currency),
            row.Major(16, currency),
            Minor.ToMajor(row.GetInt64(15) + row.GetInt64(16), currency),
            row.Major(19, currency),
            row.Major(17, currency),
            row.GetInt64(18)
        );
    }

    /// <summary>A prefix as a range of the index: from it, up to the largest text with it.</summary>
    private static (string? From, string? To) Range(string? prefix) =>
        string.IsNullOrEmpty(prefix)
            ? (null, null)
            : (prefix, string.Create(CultureInfo.InvariantCulture, $"{prefix}\U0010FFFF"));
}
