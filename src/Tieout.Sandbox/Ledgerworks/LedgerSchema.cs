using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The tables. Amounts are whole minor units of the document's currency.</summary>
internal static class LedgerSchema
{
    private const string Masters = """
        CREATE TABLE IF NOT EXISTS companies (
          code TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, currency TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS accounts (
          company TEXT NOT NULL REFERENCES companies, code TEXT NOT NULL, name TEXT NOT NULL,
          type TEXT NOT NULL, PRIMARY KEY (company, code));
        CREATE TABLE IF NOT EXISTS tax_codes (
          company TEXT NOT NULL REFERENCES companies, code TEXT NOT NULL, category TEXT NOT NULL,
          rate TEXT NOT NULL, PRIMARY KEY (company, code));
        CREATE TABLE IF NOT EXISTS periods (
          company TEXT NOT NULL REFERENCES companies, month TEXT NOT NULL,
          is_open INTEGER NOT NULL, PRIMARY KEY (company, month));
        CREATE TABLE IF NOT EXISTS customers (
          id INTEGER PRIMARY KEY AUTOINCREMENT, company TEXT NOT NULL REFERENCES companies,
          code TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, tax_id TEXT, street TEXT,
          city TEXT, postal_code TEXT, version INTEGER NOT NULL, UNIQUE (company, code));
        """;

    private const string Documents = """
        CREATE TABLE IF NOT EXISTS invoices (
          id INTEGER PRIMARY KEY AUTOINCREMENT, company TEXT NOT NULL REFERENCES companies,
          type TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customers,
          reference TEXT NOT NULL, currency TEXT NOT NULL, invoice_date TEXT NOT NULL,
          due_date TEXT NOT NULL, purchase_order TEXT, refers_to INTEGER REFERENCES invoices,
          receivable_account TEXT NOT NULL, tax_account TEXT NOT NULL, state TEXT NOT NULL,
          number TEXT UNIQUE, accounting_date TEXT, net INTEGER NOT NULL, tax INTEGER NOT NULL,
          open INTEGER NOT NULL, version INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS invoices_by_reference ON invoices (reference, id);
        CREATE INDEX IF NOT EXISTS invoices_by_customer ON invoices (customer, id);
        CREATE INDEX IF NOT EXISTS invoices_referring ON invoices (refers_to);
        CREATE TABLE IF NOT EXISTS invoice_lines (
          invoice INTEGER NOT NULL REFERENCES invoices, position INTEGER NOT NULL,
          description TEXT NOT NULL, quantity TEXT NOT NULL, unit_price TEXT,
          amount INTEGER NOT NULL, tax_code TEXT NOT NULL, category TEXT NOT NULL,
          rate TEXT NOT NULL, account TEXT NOT NULL, service_from TEXT, service_to TEXT,
          PRIMARY KEY (invoice, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS invoice_taxes (
          invoice INTEGER NOT NULL REFERENCES invoices, category TEXT NOT NULL,
          rate TEXT NOT NULL, taxable INTEGER NOT NULL, tax INTEGER NOT NULL,
          PRIMARY KEY (invoice, category, rate)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS invoice_deductions (
          invoice INTEGER NOT NULL REFERENCES invoices, position INTEGER NOT NULL,
          account TEXT NOT NULL, amount INTEGER NOT NULL, description TEXT,
          PRIMARY KEY (invoice, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS line_dimensions (
          invoice INTEGER NOT NULL, line INTEGER NOT NULL, dimension TEXT NOT NULL,
          value TEXT NOT NULL, PRIMARY KEY (invoice, line, dimension),
          FOREIGN KEY (invoice, line) REFERENCES invoice_lines) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS number_series (
          company TEXT NOT NULL, type TEXT NOT NULL, year INTEGER NOT NULL,
          last INTEGER NOT NULL, PRIMARY KEY (company, type, year));
        """;

    private const string Ledger = """
        CREATE TABLE IF NOT EXISTS journal (
          id INTEGER PRIMARY KEY AUTOINCREMENT, company TEXT NOT NULL REFERENCES companies,
          date TEXT NOT NULL, kind TEXT NOT NULL, invoice INTEGER NOT NULL REFERENCES invoices,
          currency TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_by_invoice ON journal (invoice);
        CREATE TABLE IF NOT EXISTS journal_lines (
          entry INTEGER NOT NULL REFERENCES journal, position INTEGER NOT NULL,
          account TEXT NOT NULL, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
          PRIMARY KEY (entry, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS payments (
          id INTEGER PRIMARY KEY AUTOINCREMENT, invoice INTEGER NOT NULL REFERENCES invoices,
          amount INTEGER NOT NULL, value_date TEXT NOT NULL, text TEXT,
          reverses INTEGER UNIQUE REFERENCES payments);
        CREATE INDEX IF NOT EXISTS payments_by_invoice ON payments (invoice);
        CREATE TABLE IF NOT EXISTS allocations (
          credit_note INTEGER NOT NULL REFERENCES invoices,
          invoice INTEGER NOT NULL REFERENCES invoices, amount INTEGER NOT NULL,
          PRIMARY KEY (credit_note, invoice));
        CREATE TABLE IF NOT EXISTS changes (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
          invoice INTEGER NOT NULL REFERENCES invoices, payment INTEGER REFERENCES payments,
          date TEXT NOT NULL, reason TEXT);
        CREATE INDEX IF NOT EXISTS changes_by_kind ON changes (kind, sequence);
        """;

    public static void Create(SqliteConnection connection)
    {
        foreach (var sql in (string[])[Masters, Documents, Ledger])
        {
            Run(connection, sql);
        }
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "Only the constants above get here."
    )]
    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
