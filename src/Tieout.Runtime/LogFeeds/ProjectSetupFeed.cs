using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Sets up the projects of contracts that are signed, and opens them for time once all else is there.</summary>
/// <remarks>
/// That a contract needs a project is kept first, and the project is made by the next reading: after a crash in
/// between it is made once. From its opening on it is the system's own. What keeps a gate shut is an exception for
/// each need, with that need's owner.
/// </remarks>
/// <param name="legalEntities">Whose contracts get their projects there.</param>
internal sealed class ProjectSetupFeed(
    IProjectSetup system,
    IReadOnlyList<LegalEntityCode> legalEntities,
    IEventLog log,
    IGrainFactory grains,
    ReferenceBooks books,
    IClock clock
) : LogFeed(system.System, "project-setup", log)
{
    private readonly ProjectOpening _opening = new(system, grains, clock);

    /// <inheritdoc/>
    /// <remarks>The source itself is checked as a source.</remarks>
    public override Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override bool IsFollowed(StoredEvent stored) =>
        IsOfEngagement(stored, "contract-recorded")
        || IsOfEngagement(stored, "amendment-recorded")
        || IsOfEngagement(stored, "amendment-executed");

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TellAsync(
        IReadOnlyList<StoredEvent> events,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        await books.CatchUpAsync(cancellationToken);
        var pending = page.Refused.Select(x => PendingProject.Parse(x).Contract).ToHashSet();
        foreach (var contract in events.Select(x => EngagementId.Parse(x.Stream.Key)).Distinct())
        {
            if (!pending.Contains(contract) && await FindAsync(contract) is { Projects.Count: 0 })
            {
                page.Refused.Add(new PendingProject(contract, []).ToString());
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override async Task TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        await books.CatchUpAsync(cancellationToken);
        foreach (var pending in refused.Select(PendingProject.Parse))
        {
            if (clock.GetCurrentInstant() < pending.RestsUntil)
            {
                page.Refused.Add(pending.ToString());
                continue;
            }

            // A contract that has no effect any more needs no project.
            var outcome = await FindAsync(pending.Contract) is { } gate
                ? await _opening.GoOnAsync(gate, cancellationToken)
                : OpeningOutcome.Done;
            if (!outcome.IsOpen)
            {
                var needs = outcome.Unmet.Select(x => x.Need);
                page.Refused.Add(
                    new PendingProject(pending.Contract, [.. needs], outcome.RestsUntil).ToString()
                );
            }

            Tell(pending, outcome.Unmet, page);
        }
    }

    /// <summary>The gate of a contract that needs a project here; none where it has no effect, now or any more.</summary>
    private async Task<ContractGate?> FindAsync(EngagementId contract)
    {
        var grain = grains.GetGrain<IEngagementGrain>(contract.Value);
        if ((await grain.FindContractAsync()).Value is not { } setup)
        {
            return null;
        }

        var terms = setup.Contract.TermsAt(LocalDate.MaxIsoValue);
        var today = clock.GetCurrentInstant().InUtc().Date;
        return terms.IsSigned && legalEntities.Contains(terms.LegalEntity) && !(terms.End < today)
            ? new ContractGate(contract, terms, setup.Projects, books.Current)
            : null;
    }

    /// <summary>Each need is told once, and is settled once it is met.</summary>
    private void Tell(PendingProject pending, IReadOnlyList<UnmetNeed> unmet, LogFeedPage page)
    {
        page.Done.AddRange(
            pending
                .Told.Except(unmet.Select(x => x.Need), StringComparer.Ordinal)
                .Select(need => PlaceOf(pending.Contract, need))
        );
        page.Rejected.AddRange(
            unmet
                .Where(x => !pending.Told.Contains(x.Need, StringComparer.Ordinal))
                .Select(x => new RejectedRecord(
                    new Origin(System, PlaceOf(pending.Contract, x.Need)),
                    ReasonOf(x.Need).Value,
                    Field: null,
                    $"{pending.Contract} is signed, and its time waits for {x.Need}: {x.Message ?? x.Why}"
                ))
        );
    }

    private static string PlaceOf(EngagementId contract, string need) => $"{contract} {need}";

    private static ReasonCode ReasonOf(string need) =>
        need switch
        {
            ProvisioningNeed.CustomerInLedger => ReasonCode.CustomerNotInErp,
            ProvisioningNeed.BillTo => ReasonCode.BillToMissing,
            ProvisioningNeed.RateCard => ReasonCode.NoRate,
            ProvisioningNeed.BillingSchedule => ReasonCode.NoContractLine,
            ProvisioningNeed.Accounts => ReasonCode.AccountMappingMissing,
            _ => ReasonCode.ProjectNotSetUp,
        };
}
