using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Reads from the read tables how far work is invoiced.</summary>
internal static class BilledWorkQuery
{
    /// <summary>The work on documents.</summary>
    public static Task<IReadOnlyList<WorkId>> OnAsync(
        ReadSnapshot moment,
        IEnumerable<InvoiceReference> references,
        CancellationToken cancellationToken
    ) =>
        moment.ListAsync(
            "SELECT DISTINCT work FROM share "
                + $"WHERE {moment.IsListed("reference", "references")} ORDER BY work",
            row => WorkId.Parse(row.GetString(0)),
            cancellationToken,
            ("references", ReadSnapshot.ListOf(references.Select(x => x.Value)))
        );

    /// <summary>How far work is invoiced; what was deleted stands on nothing.</summary>
    public static async Task<IReadOnlyList<BilledWork>> OfAsync(
        ReadSnapshot moment,
        IEnumerable<WorkId> work,
        CancellationToken cancellationToken
    )
    {
        var all = work.ToList();
        var numbers = await NumbersAsync(moment, all, cancellationToken);
        var parts = await moment.ListAsync(
            "SELECT w.id, w.service_date, d.number, d.invoice_date, "
                + "CASE WHEN s.work IS NOT NULL AND d.number IS NULL AND s.stage NOT IN "
                + "('non-billable', 'written-off', 'superseded') THEN 1 ELSE 0 END "
                + "FROM work w LEFT JOIN slice s ON s.engagement = w.engagement "
                + "AND s.work = w.id LEFT JOIN document d ON d.reference = s.invoice "
                + $"AND d.posted_seq IS NOT NULL WHERE {moment.IsListed("w.id", "works")} "
                + "ORDER BY w.id, w.deleted DESC, d.posted_seq",
            row => new BilledWork(
                WorkId.Parse(row.GetString(0)),
                StoredUnits.Day(row.GetString(1)),
                row.TextOrNone(2) is { } number
                    ? new PostedInvoice(number, StoredUnits.Day(row.GetString(3)))
                    : null,
                row.GetInt64(4) != 0,
                []
            ),
            cancellationToken,
            ("works", ListOf(all))
        );
        // Where work left one project for another, it is where it is not deleted.
        return
        [
            .. parts
                .GroupBy(x => x.Work)
                .Select(group => new BilledWork(
                    group.Key,
                    group.Last().ServiceDate,
                    group.LastOrDefault(x => x.Invoice is not null)?.Invoice,
                    group.Any(x => x.IsOpen),
                    [.. numbers[group.Key]]
                )),
        ];
    }

    /// <summary>The numbers of all posted documents that work has ever stood on.</summary>
    public static async Task<ILookup<WorkId, string>> NumbersAsync(
        ReadSnapshot moment,
        IEnumerable<WorkId> work,
        CancellationToken cancellationToken
    )
    {
        var found = await moment.ListAsync(
            "SELECT DISTINCT h.work, d.number FROM share h "
                + "JOIN document d ON d.reference = h.reference "
                + $"WHERE d.number IS NOT NULL AND {moment.IsListed("h.work", "works")}",
            row => (Work: WorkId.Parse(row.GetString(0)), Number: row.GetString(1)),
            cancellationToken,
            ("works", ListOf(work))
        );
        return found.ToLookup(x => x.Work, x => x.Number);
    }

    private static SqlValue ListOf(IEnumerable<WorkId> work) =>
        ReadSnapshot.ListOf(work.Select(x => x.Value));
}
