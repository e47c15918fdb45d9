using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>
/// Changes the books behind the API's back, as an import, a script or a hand in the database does.
/// For rehearsing what a reconciliation must find; nothing here keeps the books right.
/// </summary>
public sealed class LedgerworksTampering
{
    private readonly LedgerStore _store;

    internal LedgerworksTampering(LedgerStore store)
    {
        _store = store;
    }

    /// <summary>Adds to the net amount of every document with a reference, in minor units.</summary>
    /// <returns>How many documents were changed.</returns>
    public int ChangeNet(string reference, long minorUnits) =>
        Run(tx =>
            tx.Execute(
                $"""
                UPDATE invoices SET net = net + {minorUnits}, open = open + {minorUnits}
                WHERE reference = {reference}
                """
            )
        );

    /// <summary>Rewrites the reference of documents, as a clerk does who "tidies up".</summary>
    /// <returns>How many documents were changed.</returns>
    public int ChangeReference(string reference, string replacement) =>
        Run(tx =>
            tx.Execute(
                $"UPDATE invoices SET reference = {replacement} WHERE reference = {reference}"
            )
        );

    /// <summary>Removes the journal entries of documents that stay posted.</summary>
    /// <returns>How many entries were removed.</returns>
    public int RemoveJournal(string reference) =>
        Run(tx =>
        {
            tx.Execute(
                $"""
                DELETE FROM journal_lines WHERE entry IN (SELECT j.id FROM journal j
                JOIN invoices i ON i.id = j.invoice WHERE i.reference = {reference})
                """
            );
            return tx.Execute(
                $"""
                DELETE FROM journal WHERE invoice IN
                (SELECT id FROM invoices WHERE reference = {reference})
                """
            );
        });

    private int Run(Func<StoreTransaction, int> change)
    {
        var changed = 0;
        _ = _store.Write<string>(tx =>
        {
            changed = change(tx);
            return string.Empty;
        });
        return changed;
    }
}
