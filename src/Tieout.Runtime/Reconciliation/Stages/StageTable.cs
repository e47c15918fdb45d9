using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Stages;

/// <summary>Where all recorded work stands: hours and money in each stage, by currency.</summary>
/// <param name="Rows">By currency, legal entity and stage; stages that hold nothing are left out.</param>
/// <param name="Recorded">Effort and amount of everything that was recorded, by currency.</param>
/// <param name="WithoutProject">What waits for its project: in no stage, and no contract knows it.</param>
public sealed record StageTable(
    IReadOnlyList<StageRow> Rows,
    IReadOnlyDictionary<string, (Effort Effort, decimal Amount)> Recorded,
    Effort WithoutProject
)
{
    /// <summary>Reads it at one moment.</summary>
    /// <param name="read">The moment.</param>
    /// <param name="byLegalEntity">A row for each legal entity as well.</param>
    /// <param name="period">Which service dates.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<StageTable> ReadAsync(
        ReadSnapshot read,
        bool byLegalEntity,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        var entity = byLegalEntity ? "legal_entity" : "NULL";
        var rows = await read.ListAsync(
            $"SELECT currency, {entity}, stage, COUNT(*), CAST(SUM(effort) AS bigint), "
                + "CAST(COALESCE(SUM(amount), 0) AS bigint) FROM slice "
                + "WHERE service_date BETWEEN @from AND @to "
                + $"GROUP BY currency, stage{(byLegalEntity ? ", legal_entity" : string.Empty)}",
            row => new StageRow(
                row.TextOrNone(0),
                row.TextOrNone(1),
                StoredNames.StageOf(row.GetString(2)),
                row.GetInt64(3),
                StoredUnits.EffortOf(row.GetInt64(4)),
                row.TextOrNone(0) is { } currency
                    ? StoredUnits.MoneyOf(row.GetInt64(5), currency)
                    : null
            ),
            cancellationToken,
            period.Parameters
        );
        var recorded = rows.GroupBy(row => row.Currency ?? string.Empty, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group =>
                    (
                        Effort.Sum(group.Select(row => row.Effort)),
                        group.Sum(row => row.Amount?.Amount ?? 0m)
                    ),
                StringComparer.Ordinal
            );
        var parked = await read.ListAsync(
            "SELECT CAST(COALESCE(SUM(effort), 0) AS bigint) FROM parked p "
                + "WHERE service_date BETWEEN @from AND @to AND deleted = 0 AND version = (SELECT "
                + "MAX(n.version) FROM parked n WHERE n.project = p.project AND n.work = p.work)",
            row => StoredUnits.EffortOf(row.GetInt64(0)),
            cancellationToken,
            period.Parameters
        );
        return new StageTable(
            [
                .. rows.OrderBy(row => row.Currency, StringComparer.Ordinal)
                    .ThenBy(row => row.LegalEntity, StringComparer.Ordinal)
                    .ThenBy(row => row.Stage),
            ],
            recorded,
            parked[0]
        );
    }
}
