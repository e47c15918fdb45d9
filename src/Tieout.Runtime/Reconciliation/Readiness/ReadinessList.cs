using System.Data.Common;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Readiness;

/// <summary>All work that is meant for an invoice and on none: ready, or why not.</summary>
/// <param name="Rows">By engagement, the ready ones first, then by reason.</param>
/// <remarks>
/// Non-billable and written-off work is no part of it. Parked work has no engagement yet and counts
/// by its newest version. Work that is ready by itself waits for what stopped the billing run of its
/// contract, such as the limit of a purchase order; so do fees and other agreed amounts, a row of
/// their own without hours. One pass over the slices: O(unbilled work).
/// </remarks>
public sealed record ReadinessList(IReadOnlyList<ReadinessRow> Rows)
{
    private const string Unassigned = "-";

    /// <summary>Through which day a run that waits bills; the subject says it.</summary>
    private const string RunDay =
        "SUBSTR(a.subject, LENGTH('" + SetAsideReasons.BillingRun + "') + 1)";

    /// <summary>The bound is a text that no ISO date passes when none is given.</summary>
    private static readonly string Sql = $"""
        SELECT engagement, legal_entity, CASE WHEN stage = 'ready' THEN (SELECT a.reason
          FROM set_aside a WHERE a.engagement = slice.engagement
          AND a.subject LIKE '{SetAsideReasons.BillingRun}%' ORDER BY a.number LIMIT 1)
          ELSE main_reason END,
          currency, COUNT(*), CAST(SUM(effort) AS bigint),
          CAST(COALESCE(SUM(amount), 0) AS bigint), MIN(service_date), MAX(service_date),
          MIN(since_at)
        FROM slice
        WHERE (stage = 'ready' OR main_reason IS NOT NULL) AND service_date <= @through
        GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT NULL, NULL, 'PROJECT_UNKNOWN', NULL, COUNT(*), CAST(SUM(effort) AS bigint), 0,
          MIN(service_date), MAX(service_date), MIN(since_at)
        FROM parked p
        WHERE service_date <= @through AND deleted = 0 AND version =
          (SELECT MAX(n.version) FROM parked n WHERE n.project = p.project AND n.work = p.work)
        HAVING COUNT(*) > 0
        UNION ALL
        SELECT a.engagement, (SELECT t.legal_entity {ContractRows.TermsOn("a.engagement", RunDay)}),
          a.reason, a.currency, 1, 0, a.unbilled, {RunDay}, {RunDay}, a.since_at
        FROM set_aside a
        WHERE a.unbilled <> 0 AND {RunDay} <= @through
        """;

    /// <summary>Reads it at one moment.</summary>
    /// <param name="read">The moment.</param>
    /// <param name="filter">Which of it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<ReadinessList> ReadAsync(
        ReadSnapshot read,
        ReadinessFilter filter,
        CancellationToken cancellationToken
    )
    {
        var through = filter.Through is { } day ? StoredUnits.Text(day) : "9999-12-31";
        var rows = await read.ListAsync(Sql, RowOf, cancellationToken, ("through", through));
        return new ReadinessList([
            .. rows.Where(filter.Accepts)
                .OrderBy(row => row.Engagement, StringComparer.Ordinal)
                .ThenBy(row => row.Reason, StringComparer.Ordinal)
                .ThenBy(row => row.Currency, StringComparer.Ordinal),
        ]);
    }

    /// <summary>By engagement and currency.</summary>
    public IReadOnlyList<ReadinessTotal> ByEngagement() => Totals(row => row.Engagement);

    /// <summary>By legal entity and currency.</summary>
    public IReadOnlyList<ReadinessTotal> ByLegalEntity() => Totals(row => row.LegalEntity);

    /// <summary>By whose turn it is, and currency; ready work waits for the billing run.</summary>
    /// <param name="nameOf">How an owner is called.</param>
    public IReadOnlyList<ReadinessTotal> ByOwner(Func<ReasonOwner, string> nameOf) =>
        Totals(row => row.Owner is { } owner ? nameOf(owner) : null);

    private List<ReadinessTotal> Totals(Func<ReadinessRow, string?> of) =>
        [
            .. Rows.GroupBy(row => (Of: of(row) ?? Unassigned, row.Currency))
                .Select(group => new ReadinessTotal(
                    group.Key.Of,
                    group.Key.Currency,
                    EffortOf(group, isReady: true),
                    AmountOf(group, isReady: true),
                    EffortOf(group, isReady: false),
                    AmountOf(group, isReady: false)
                ))
                .OrderBy(total => total.Of, StringComparer.Ordinal)
                .ThenBy(total => total.Currency, StringComparer.Ordinal),
        ];

    private static Effort EffortOf(IEnumerable<ReadinessRow> rows, bool isReady) =>
        Effort.Sum(rows.Where(row => row.IsReady == isReady).Select(row => row.Effort));

    /// <summary>Of rows in one currency, or of rows without.</summary>
    private static Money? AmountOf(
        IGrouping<(string, string? Currency), ReadinessRow> rows,
        bool isReady
    ) =>
        rows.Key.Currency is { } currency
            ? Money.Sum(
                CurrencyCode.Parse(currency),
                rows.Where(row => row.IsReady == isReady).Select(row => row.Amount!.Value)
            )
            : null;

    private static ReadinessRow RowOf(DbDataReader row)
    {
        var reason = row.TextOrNone(2);
        var currency = row.TextOrNone(3);
        return new ReadinessRow(
            row.TextOrNone(0),
            row.TextOrNone(1),
            reason,
            reason is null ? null : OwnerOf(reason),
            currency,
            row.GetInt64(4),
            StoredUnits.EffortOf(row.GetInt64(5)),
            currency is null ? null : StoredUnits.MoneyOf(row.GetInt64(6), currency),
            DayOf(row.GetString(7)),
            DayOf(row.GetString(8)),
            StoreTime.FromMicroseconds(row.GetInt64(9))
        );
    }

    private static ReasonOwner OwnerOf(string reason) =>
        ReasonCode.TryParse(reason, out var code)
            ? ReasonCatalogue.Of(code).Owner
            : ReasonOwner.Integration;

    private static LocalDate DayOf(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
