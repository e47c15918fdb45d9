using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>A document as the ledger knows it, to be compared with a target's.</summary>
/// <param name="Target">The system that holds it, or is going to; none while it has no route.</param>
/// <param name="Invoice">Itself, or for a credit memo the invoice that it credits.</param>
internal sealed record HubDocument(
    string Reference,
    string Invoice,
    string Engagement,
    string? Target,
    string Status,
    LocalDate Date,
    Money Net,
    Money Tax,
    Money Gross,
    Money Payable,
    Money Paid,
    string? Number,
    string? BlockReason
)
{
    public bool IsApproved => Status is "approved" or "posted" or "paid";

    public bool IsPosted => Status is "posted" or "paid";

    public static Task<IReadOnlyList<HubDocument>> ReadAsync(
        ReadSnapshot read,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT reference, COALESCE(refers_to, reference), status, invoice_date, currency, net, "
                + "tax, gross, paid, number, block_reason, engagement, payable, "
                + "COALESCE(system, routed_to) FROM document ORDER BY reference",
            row => new HubDocument(
                row.GetString(0),
                row.GetString(1),
                row.GetString(11),
                row.TextOrNone(13),
                row.GetString(2),
                StoredUnits.Day(row.GetString(3)),
                StoredUnits.MoneyOf(row.GetInt64(5), row.GetString(4)),
                StoredUnits.MoneyOf(row.GetInt64(6), row.GetString(4)),
                StoredUnits.MoneyOf(row.GetInt64(7), row.GetString(4)),
                StoredUnits.MoneyOf(row.GetInt64(12), row.GetString(4)),
                StoredUnits.MoneyOf(row.GetInt64(8), row.GetString(4)),
                row.TextOrNone(9),
                row.TextOrNone(10)
            ),
            cancellationToken
        );
}
