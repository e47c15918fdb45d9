using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Hub;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Sets up the projects of signed contracts of a legal entity, and opens them for time once all else is there.</summary>
/// <remarks>
/// That a project is about to be made is kept before it is. From its making on the hub only opens it, and from its opening on it is the system's own. What keeps a gate shut is an exception for each
/// need, with the owner of its reason.
/// </remarks>
/// <param name="entity">Whose contracts get their projects there. A feed for each: one that is added later has its own place.</param>
internal sealed class ProjectSetupFeed(
    ProjectPlace place,
    LegalEntityCode entity,
    IEventLog log,
    IGrainFactory grains,
    ReferenceBooks books,
    IClock clock
) : LogFeed(place.System.System, $"project-setup-{entity}", log)
{
    /// <summary>With so many nothing new is begun: they are listed, and somebody has to see to them first.</summary>
    private const int PendingMax = 1_000;

    /// <summary>After so many failures in a row the system fails, and not the single contract.</summary>
    private const int FailuresMax = 3;

    private readonly ProjectOpening _opening = new(place.System, grains, clock);

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
            if (
                pending.Contains(contract) || await FindAsync(contract) is not { Projects.Count: 0 }
            )
            {
                continue;
            }

            if (page.Refused.Count >= PendingMax)
            {
                return new ConnectorException(
                    ConnectorFault.Settings,
                    $"{PendingMax} contracts of {entity} wait for their projects, and no more are begun before some "
                        + "of them are open; 'tieout exceptions list' has what they wait for."
                );
            }

            page.Refused.Add(new PendingProject(contract, []).ToString());
            page.Told++;
        }

        return null;
    }

    /// <inheritdoc/>
    protected override bool IsAnnounced => _opening.HasAnnounced;

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> TryAgainAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        await books.CatchUpAsync(cancellationToken);
        return await GoOnAsync(refused, page, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<ConnectorException?> DoAnnouncedAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        _opening.BeginAnnounced();
        try
        {
            return await GoOnAsync(refused, page, cancellationToken);
        }
        finally
        {
            _opening.EndAnnounced();
        }
    }

    private async Task<ConnectorException?> GoOnAsync(
        IReadOnlyList<string> refused,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        var failed = new List<(PendingProject Pending, ConnectorException Failure)>();
        var inRow = 0;
        foreach (var pending in refused.Select(PendingProject.Parse))
        {
            if (_opening.FailureOf(pending.Contract) is { } known)
            {
                failed.Add((pending, known));
                continue;
            }

            if (inRow == FailuresMax)
            {
                page.Refused.Add(pending.ToString());
                continue;
            }

            try
            {
                await GoOnAsync(pending, page, cancellationToken);
                inRow = 0;
            }
            catch (ConnectorException e)
            {
                // It was not done: else its outcome would be unknown.
                failed.Add((pending with { TriedAt = null }, e));
                inRow++;
            }
        }

        // They come last the next time: what fails for itself holds up none of the others.
        page.Refused.AddRange(failed.Select(x => x.Pending.ToString()));
        return failed.Count > 0 ? failed[0].Failure : null;
    }

    private async Task GoOnAsync(
        PendingProject pending,
        LogFeedPage page,
        CancellationToken cancellationToken
    )
    {
        // A contract that has no effect any more needs no project.
        var outcome = await FindAsync(pending.Contract) is { } gate
            ? await _opening.GoOnAsync(pending, gate, cancellationToken)
            : OpeningOutcome.Done;
        if (outcome.Unmet is not { } unmet)
        {
            page.Refused.Add(outcome.Left!.ToString());
            return;
        }

        if (outcome.Left is { } left)
        {
            var marks = unmet.Select(PendingProject.MarkOf);
            page.Refused.Add((left with { Told = [.. marks] }).ToString());
        }

        page.Done.AddRange(
            pending
                .Told.Select(PendingProject.NeedOf)
                .Except(unmet.Select(x => x.Need), StringComparer.Ordinal)
                .Select(need => PlaceOf(pending.Contract, need))
        );
        page.Rejected.AddRange(
            unmet
                .Where(x =>
                    !pending.Told.Contains(PendingProject.MarkOf(x), StringComparer.Ordinal)
                )
                .Select(x => new RejectedRecord(
                    new Origin(System, PlaceOf(pending.Contract, x.Need)),
                    ReasonOf(x.Need).Value,
                    Field: null,
                    $"{pending.Contract} is signed, and its time waits for {x.Need}: {x.Message ?? x.Why}"
                ))
        );
    }

    /// <summary>The gate of a contract that needs a project here; none where it has no effect, now or any more.</summary>
    private async Task<ContractGate?> FindAsync(EngagementId contract)
    {
        var grain = grains.GetGrain<IEngagementGrain>(contract.Value);
        if ((await grain.FindContractAsync()).Value is not { } setup)
        {
            return null;
        }

        var today = clock.GetCurrentInstant().InZone(place.Zone).Date;
        var day = LocalDate.Max(today, setup.Contract.Contract.Terms.Start);
        var terms = setup.Contract.TermsAt(day);
        return terms.IsSigned && terms.LegalEntity == entity && !(terms.End < day)
            ? new ContractGate(
                contract,
                terms,
                setup.Projects,
                books.Current,
                day,
                place.System.PricesEntries
            )
            : null;
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
