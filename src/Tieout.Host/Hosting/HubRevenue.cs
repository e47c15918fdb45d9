using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Revenue;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Host.Hosting;

/// <summary>The revenue of a month over the contracts of a hub, as it is known now.</summary>
/// <param name="Engagements">By contract; one of which there is nothing to tell is left out.</param>
/// <param name="Reference">What engagements share, accounts among it.</param>
/// <param name="WithoutProject">Pieces of work by the end of the month that belong to no contract yet.</param>
public sealed record HubRevenue(
    IReadOnlyList<EngagementRevenue> Engagements,
    ReferenceBook Reference,
    long WithoutProject
)
{
    /// <summary>Folds each contract from the log, one at a time. O(history).</summary>
    /// <param name="reading">The hub, which may be running.</param>
    /// <param name="month">Through its last day.</param>
    /// <param name="engagement">Only this contract; all when none.</param>
    /// <param name="entity">Only this legal entity; all when none.</param>
    /// <param name="progress">Told of each contract.</param>
    /// <param name="cancellationToken">Ends it between two contracts.</param>
    /// <returns>None when no contract is meant.</returns>
    public static Task<HubRevenue?> ReadAsync(
        HubReading reading,
        YearMonth month,
        EngagementId? engagement,
        string? entity,
        IProgress<int> progress,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            (reading.Log, reading.Tables),
            month,
            engagement,
            entity,
            progress,
            cancellationToken
        );

    /// <summary>The same of a store that is held; its tables are up to date.</summary>
    internal static async Task<HubRevenue?> ReadAsync(
        (ILogReader Log, IReadStore Tables) store,
        YearMonth month,
        EngagementId? engagement,
        string? entity,
        IProgress<int> progress,
        CancellationToken cancellationToken
    )
    {
        var (contracts, parked) = await HubContracts.ListAsync(
            store.Tables,
            month,
            engagement,
            entity,
            cancellationToken
        );
        if (contracts.Count == 0 && (engagement is not null || entity is not null))
        {
            return null;
        }

        var reference = await HubOrders.ReadReferenceAsync(store.Log, cancellationToken);
        var revenues = new List<EngagementRevenue>();
        for (var i = 0; i < contracts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var state = await HubOrders.ReadEngagementAsync(
                store.Log,
                contracts[i],
                cancellationToken
            );
            var revenue = Only(entity, EngagementRevenue.Of(state, reference, month));
            if (revenue.Contracts.Count > 0 || revenue.Notes.Count > 0)
            {
                revenues.Add(revenue);
            }

            progress.Report(i + 1);
        }

        return new HubRevenue(revenues, reference, parked);
    }

    private static EngagementRevenue Only(string? entity, EngagementRevenue revenue) =>
        entity is null
            ? revenue
            : revenue with
            {
                Contracts =
                [
                    .. revenue.Contracts.Where(x =>
                        entity.Equals(x.LegalEntity.Value, StringComparison.Ordinal)
                    ),
                ],
                Notes =
                [
                    .. revenue.Notes.Where(x =>
                        x.LegalEntity is null
                        || entity.Equals(x.LegalEntity.Value.Value, StringComparison.Ordinal)
                    ),
                ],
            };
}
