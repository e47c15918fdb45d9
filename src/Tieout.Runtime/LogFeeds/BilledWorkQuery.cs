using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Reads from the read tables how far work is invoiced.</summary>
internal static class BilledWorkQuery
{
    /// <summary>The work of a system on documents.</summary>
    public static async Task<IReadOnlyList<WorkId>> OnAsync(
        ReadSnapshot moment,
        IEnumerable<InvoiceReference> references,
        string system,
        CancellationToken cancellationToken
    ) =>
        await moment.ListAsync(
            $"SELECT DISTINCT work FROM share WHERE {moment.IsListed("reference", "references")} "
                + "AND work LIKE @work ORDER BY work",
            row => WorkId.Parse(row.GetString(0)),
            cancellationToken,
            ("references", ReadSnapshot.ListOf(references.Select(x => x.Value))),
            ("work", $"%/{system}/%")
        );

    /// <summary>How far work is invoiced that has parts; what was deleted has none.</summary>
    public static async Task<IReadOnlyList<BilledWork>> OfAsync(
        ReadSnapshot moment,
        IEnumerable<WorkId> work,
        CancellationToken cancellationToken
    )
    {
        var parts = await moment.ListAsync(
            "SELECT s.work, s.service_date, d.number, d.invoice_date, "
                + "CASE WHEN d.number IS NULL AND s.stage NOT IN "
                + "('non-billable', 'written-off', 'superseded') THEN 1 ELSE 0 END, "
                + "CASE WHEN EXISTS (SELECT 1 FROM share h JOIN document p "
                + "ON p.reference = h.reference WHERE h.work = s.work "
                + "AND p.posted_seq IS NOT NULL) THEN 1 ELSE 0 END "
                + "FROM slice s LEFT JOIN document d ON d.reference = s.invoice "
                + "AND d.posted_seq IS NOT NULL "
                + $"WHERE {moment.IsListed("s.work", "works")} "
                + "ORDER BY s.work, d.posted_seq",
            row => new BilledWork(
                WorkId.Parse(row.GetString(0)),
                StoredUnits.Day(row.GetString(1)),
                row.TextOrNone(2) is { } number
                    ? new PostedInvoice(number, StoredUnits.Day(row.GetString(3)))
                    : null,
                row.GetInt64(4) != 0,
                row.GetInt64(5) != 0
            ),
            cancellationToken,
            ("works", ReadSnapshot.ListOf(work.Select(x => x.Value)))
        );
        return
        [
            .. parts
                .GroupBy(x => x.Work)
                .Select(group => new BilledWork(
                    group.Key,
                    group.First().ServiceDate,
                    group.LastOrDefault(x => x.Invoice is not null)?.Invoice,
                    group.Any(x => x.IsOpen),
                    group.Any(x => x.WasInvoiced)
                )),
        ];
    }
}
