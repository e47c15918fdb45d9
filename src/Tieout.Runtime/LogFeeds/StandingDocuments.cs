using System.Data.Common;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Reads from the read tables how posted documents stand.</summary>
internal static class StandingDocuments
{
    /// <summary>The posted ones of some documents, and the invoices that those of them credit.</summary>
    public static Task<IReadOnlyList<DocumentStanding>> OfAsync(
        ReadSnapshot moment,
        IEnumerable<string> references,
        CancellationToken cancellationToken
    ) =>
        moment.ListAsync(
            "SELECT d.reference, d.type, d.status, d.engagement, d.bill_to, d.number, d.invoice_date, "
                + "d.due_date, d.currency, d.net, d.tax, d.gross, d.payable, d.credited, d.paid, "
                + "COALESCE(c.amount, 0), d.refers_to FROM document d "
                + "LEFT JOIN dispute c ON c.reference = d.reference "
                + "WHERE d.posted_seq IS NOT NULL AND ("
                + moment.IsListed("d.reference", "references")
                + " OR d.reference IN (SELECT m.refers_to FROM document m WHERE m.refers_to IS NOT NULL AND "
                + moment.IsListed("m.reference", "references")
                + ")) ORDER BY d.posted_seq, d.reference",
            Read,
            cancellationToken,
            ("references", ReadSnapshot.ListOf(references))
        );

    private static DocumentStanding Read(DbDataReader row)
    {
        var currency = row.GetString(8);
        var type = StoredNames.InvoiceTypeOf(row.GetString(1));
        var (payable, credited, paid) = (row.GetInt64(12), row.GetInt64(13), row.GetInt64(14));
        var state = row.GetString(2) switch
        {
            "voided" => DocumentState.Voided,
            "paid" when paid == 0 && credited > 0 => DocumentState.Credited,
            "paid" => DocumentState.Paid,
            _ => DocumentState.Posted,
        };
        // A memo that names an invoice has lowered that; one that stands alone is owed to the customer.
        var isOwed = state is not DocumentState.Voided && row.TextOrNone(16) is null;
        return new DocumentStanding(
            InvoiceReference.Parse(row.GetString(0)),
            type,
            state,
            EngagementId.Parse(row.GetString(3)),
            CustomerCode.Parse(row.GetString(4)),
            row.GetString(5),
            StoredUnits.Day(row.GetString(6)),
            StoredUnits.Day(row.GetString(7)),
            Amount(row.GetInt64(9)),
            Amount(row.GetInt64(10)),
            Amount(row.GetInt64(11)),
            Amount(isOwed ? payable - credited - paid : 0),
            Amount(row.GetInt64(15)),
            row.TextOrNone(16) is { } credits ? InvoiceReference.Parse(credits) : null
        );

        Money Amount(long minor) => StoredUnits.MoneyOf(minor, currency);
    }
}
