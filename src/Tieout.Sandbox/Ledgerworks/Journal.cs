using Tieout.Domain.Deciding;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The ledger: entries whose debits equal their credits.</summary>
internal sealed class Journal(LedgerStore store)
{
    /// <summary>Books an entry.</summary>
    /// <param name="amounts">By account, in minor units; debits are positive.</param>
    public static void Book(
        StoreTransaction tx,
        InvoiceRecord document,
        DateOnly date,
        string kind,
        IEnumerable<(string Account, long Amount)> amounts
    )
    {
        var sums = amounts
            .GroupBy(x => x.Account, StringComparer.Ordinal)
            .Select(group => (Account: group.Key, Amount: group.Sum(x => x.Amount)))
            .Where(x => x.Amount != 0)
            .ToList();
        Invariant.Require(sums.Sum(x => x.Amount) == 0, "debits equal credits");
        var entry = tx.Insert(
            $"""
            INSERT INTO journal (company, date, kind, invoice, currency)
            VALUES ({document.Company}, {date}, {kind}, {document.Id}, {document.Currency})
            """
        );
        var position = 0;
        foreach (var (account, amount) in sums)
        {
            position++;
            tx.Execute(
                $"INSERT INTO journal_lines VALUES ({entry}, {position}, {account}, {Math.Max(amount, 0)}, {Math.Max(-amount, 0)})"
            );
        }
    }

    public Listing<JournalRecord> List(string? company, long? invoice, long after, int limit) =>
        store.Read(tx =>
        {
            var rows = tx.Rows(
                $"""
                SELECT j.id, j.company, j.date, j.kind, j.invoice, i.number, j.currency
                FROM journal j JOIN invoices i ON i.id = j.invoice WHERE j.id > {after}
                AND ({company} IS NULL OR j.company = {company})
                AND ({invoice} IS NULL OR j.invoice = {invoice})
                ORDER BY j.id LIMIT {limit + 1}
                """,
                r => new JournalRecord(
                    r.GetInt64(0),
                    r.GetString(1),
                    r.Date(2),
                    r.GetString(3),
                    r.GetInt64(4),
                    r.Text(5),
                    r.GetString(6),
                    Lines(tx, r.GetInt64(0), r.GetString(6))
                )
            );
            return Paging.Cut(rows, limit, x => x.Id);
        });

    public Listing<TrialBalanceRow> TrialBalance(string company) =>
        new(
            store.Read(tx =>
                tx.Rows(
                    $"""
                    SELECT l.account, a.name, j.currency, SUM(l.debit), SUM(l.credit)
                    FROM journal j JOIN journal_lines l ON l.entry = j.id
                    JOIN accounts a ON a.company = j.company AND a.code = l.account
                    WHERE j.company = {company}
                    GROUP BY l.account, j.currency ORDER BY l.account, j.currency
                    """,
                    r => new TrialBalanceRow(
                        r.GetString(0),
                        r.GetString(1),
                        r.GetString(2),
                        r.Major(3, r.GetString(2)),
                        r.Major(4, r.GetString(2))
                    )
                )
            ),
            Next: null
        );

    private static IReadOnlyList<JournalLineRecord> Lines(
        StoreTransaction tx,
        long entry,
        string currency
    ) =>
        tx.Rows(
            $"SELECT account, debit, credit FROM journal_lines WHERE entry = {entry} ORDER BY position",
            r => new JournalLineRecord(r.GetString(0), r.Major(1, currency), r.Major(2, currency))
        );
}
