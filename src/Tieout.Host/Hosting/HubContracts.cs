using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Host.Hosting;

/// <summary>Which contracts a report on a month reads.</summary>
internal static class HubContracts
{
    private const string Contracts =
        "SELECT engagement, legal_entity FROM terms UNION "
        + "SELECT engagement, legal_entity FROM document UNION "
        + "SELECT engagement, legal_entity FROM slice WHERE engagement IS NOT NULL";

    private const string Parked =
        "SELECT COUNT(*) FROM parked p WHERE p.service_date <= @through AND p.deleted = 0 "
        + "AND p.version = (SELECT MAX(n.version) FROM parked n "
        + "WHERE n.project = p.project AND n.work = p.work)";

    /// <summary>Of a legal entity, by terms, documents or work; and work that belongs to none yet.</summary>
    /// <param name="tables">Up to date.</param>
    /// <param name="month">Work without a contract counts through its last day.</param>
    /// <param name="engagement">Only this contract; all when none.</param>
    /// <param name="entity">Only contracts of this legal entity; all when none.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<(IReadOnlyList<EngagementId> Contracts, long Parked)> ListAsync(
        IReadStore tables,
        YearMonth month,
        EngagementId? engagement,
        string? entity,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var contracts = await moment.ListAsync(
            $"SELECT DISTINCT c.engagement FROM ({Contracts}) c "
                + "WHERE (@engagement = '' OR c.engagement = @engagement) "
                + "AND (@entity = '' OR c.legal_entity = @entity) ORDER BY c.engagement",
            row => EngagementId.Parse(row.GetString(0)),
            cancellationToken,
            ("engagement", engagement?.Value ?? string.Empty),
            ("entity", entity ?? string.Empty)
        );
        var parked = await moment.ListAsync(
            Parked,
            row => row.GetInt64(0),
            cancellationToken,
            ("through", NodaTime.Text.LocalDatePattern.Iso.Format(month.ToDateInterval().End))
        );
        return (contracts, parked[0]);
    }
}
