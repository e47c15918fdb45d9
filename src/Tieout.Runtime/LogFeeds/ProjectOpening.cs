using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Lanes;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Brings what time under a contract needs, as far as that is the hub's to do, one step at a time.</summary>
/// <remarks>
/// The payer goes to the ledger of the contract's invoices, the project to where time is logged. That a project is
/// about to be made is kept before it is: only what this process has kept itself is made at once.
/// </remarks>
internal sealed class ProjectOpening(IProjectSetup system, IGrainFactory grains, IClock clock)
{
    /// <summary>So long after it was announced a call may be under way that nobody heard the end of.</summary>
    private static readonly Duration Rest = Duration.FromMinutes(6);

    /// <summary>
    /// What a system refuses, or fails to do until somebody acts, is tried again so much later; by a process that starts,
    /// at once.
    /// </summary>
    private static readonly Duration RefusedRest = Duration.FromMinutes(15);

    /// <summary>Likewise what it fails to do by itself.</summary>
    private static readonly Duration FailedRest = Duration.FromMinutes(1);

    private static readonly ProvisioningStatus Ok = new(ProvisioningStatus.Ok);

    private static readonly ProvisioningStatus Waiting = new(ProvisioningStatus.Pending);

    private readonly HashSet<EngagementId> _announced = [];
    private readonly Dictionary<
        EngagementId,
        (Instant Until, ConnectorException? Failure)
    > _rests = [];
    private readonly Dictionary<CustomerCode, (Instant Until, ProvisioningStatus Status)> _payers =
    [];
    private readonly Dictionary<
        EngagementId,
        (Instant Until, ProvisioningStatus Status)
    > _ledgerProjects = [];
    private bool _isKept;

    /// <summary>Some projects are about to be made, which has to be kept before.</summary>
    public bool HasAnnounced => _announced.Count > 0;

    /// <summary>What was announced is durable, and may be done.</summary>
    public void BeginAnnounced() => _isKept = true;

    /// <summary>What of it was not done is announced anew.</summary>
    public void EndAnnounced()
    {
        _announced.Clear();
        _isKept = false;
    }

    /// <summary>How the system failed with a contract, until that is tried again; none as a rule.</summary>
    public ConnectorException? FailureOf(EngagementId contract) =>
        IsRefused(contract) ? _rests[contract].Failure : null;

    /// <summary>Goes one step further, as far as the gate allows.</summary>
    /// <returns>What is left to do, and what keeps the gate shut; nothing is left once the project is open.</returns>
    /// <exception cref="ConnectorException">The system failed; what it did not do is tried again.</exception>
    public async Task<OpeningOutcome> GoOnAsync(
        PendingProject pending,
        ContractGate gate,
        CancellationToken cancellationToken
    )
    {
        var isOurs = pending.IsMade || pending.TriedAt is not null;
        if (!isOurs && gate.Projects.Count > 0)
        {
            // Somebody else has set it up meanwhile.
            return OpeningOutcome.Done;
        }

        var payer = await EnsurePayerAsync(gate);
        var inLedger = payer.IsOk ? await EnsureInLedgerAsync(gate) : Ok;
        var mayOpen = inLedger.IsOk && gate.Check(payer, project: Ok).AllowsBillableTime;
        var mayMake = gate.Customer is not null && gate.Terms.Lines.Count > 0;
        var waits = pending.IsMade ? !mayOpen : !mayMake || (!mayOpen && !system.KeepsClosed);
        if (waits)
        {
            return Shut(gate, payer, pending, inLedger.IsOk ? Waiting : inLedger);
        }

        if (IsResting(pending))
        {
            return OpeningOutcome.Later(pending);
        }

        if (!pending.IsMade && !_isKept)
        {
            _ = _announced.Add(pending.Contract);
            return OpeningOutcome.Later(pending with { TriedAt = clock.GetCurrentInstant() });
        }

        return await StepAsync(pending, gate, (payer, inLedger), mayOpen, cancellationToken);
    }

    private async Task<OpeningOutcome> StepAsync(
        PendingProject pending,
        ContractGate gate,
        (ProvisioningStatus Payer, ProvisioningStatus Project) ledger,
        bool mayOpen,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await StepAsync(pending, gate, mayOpen, cancellationToken) is { } next
                ? Shut(gate, ledger.Payer, next, ledger.Project.IsOk ? Waiting : ledger.Project)
                : OpeningOutcome.Done;
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            _rests[pending.Contract] = (clock.GetCurrentInstant() + RefusedRest, null);
            return Shut(
                gate,
                ledger.Payer,
                pending with
                {
                    TriedAt = null,
                },
                Unmet(ProvisioningStatus.Failed, e.Message)
            );
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            return Shut(gate, ledger.Payer, pending, Unmet(ProvisioningStatus.Pending, e.Message));
        }
        catch (ConnectorException e)
        {
            var rest = e.Fault is ConnectorFault.Transient ? FailedRest : RefusedRest;
            _rests[pending.Contract] = (clock.GetCurrentInstant() + rest, e);
            throw;
        }
    }

    /// <summary>What is left, and why: a project that only waits for the other needs is no obstacle of its own.</summary>
    private static OpeningOutcome Shut(
        ContractGate gate,
        ProvisioningStatus payer,
        PendingProject left,
        ProvisioningStatus project
    ) =>
        new(
            left,
            [
                .. gate.Check(payer, project)
                    .Unmet.Where(x =>
                        x.Message is not null
                        || !x.Need.Equals(ProvisioningNeed.ProjectInPsa, StringComparison.Ordinal)
                    ),
            ]
        );

    /// <summary>Refused or failed, and not tried again yet.</summary>
    private bool IsRefused(EngagementId contract) =>
        _rests.TryGetValue(contract, out var rest) && clock.GetCurrentInstant() < rest.Until;

    /// <summary>
    /// It was refused a moment ago; or was perhaps called, by a process that was killed or without an answer; or others
    /// were announced and it was not.
    /// </summary>
    private bool IsResting(PendingProject pending)
    {
        var now = clock.GetCurrentInstant();
        return IsRefused(pending.Contract)
            || (
                !pending.IsMade
                && !_announced.Contains(pending.Contract)
                && (_isKept || now < pending.TriedAt + Rest)
            );
    }

    /// <summary>Looks, then makes or opens.</summary>
    /// <returns>What is left to do; nothing once the project is open, or is somebody else's.</returns>
    private async Task<PendingProject?> StepAsync(
        PendingProject pending,
        ContractGate gate,
        bool mayOpen,
        CancellationToken cancellationToken
    )
    {
        var order = OrderOf(gate);
        var standing = await system.FindAsync(order, cancellationToken);
        if (standing is ProjectStanding.Missing)
        {
            if (gate.Projects.Count > 0)
            {
                return null;
            }

            await system.MakeAsync(order, isClosed: !mayOpen, cancellationToken);
            standing = mayOpen ? ProjectStanding.Open : ProjectStanding.Closed;
        }
        else if (standing is ProjectStanding.Closed && mayOpen)
        {
            await system.OpenAsync(order, cancellationToken);
            standing = ProjectStanding.Open;
        }

        return standing is ProjectStanding.Open
            ? null
            : pending with
            {
                IsMade = true,
                TriedAt = null,
            };
    }

    private Task<ProvisioningStatus> EnsurePayerAsync(ContractGate gate) =>
        // One that is not known is a need of its own, and told as that.
        gate.Payer
            is { } payer
            ? EnsureAsync(gate, _payers, payer.Code, x => x.EnsureCustomerAsync(payer.Code))
            : Task.FromResult(Ok);

    /// <summary>What its ledger says against the contract's project is the contract's trouble alone.</summary>
    private Task<ProvisioningStatus> EnsureInLedgerAsync(ContractGate gate) =>
        gate.Customer is null
            ? Task.FromResult(Ok)
            : EnsureAsync(
                gate,
                _ledgerProjects,
                gate.Engagement,
                x => x.EnsureProjectAsync(OrderOf(gate))
            );

    private async Task<ProvisioningStatus> EnsureAsync<TKey>(
        ContractGate gate,
        Dictionary<TKey, (Instant Until, ProvisioningStatus Status)> failed,
        TKey key,
        Func<ILaneGrain, Task<MasterDataOutcome>> ensure
    )
        where TKey : notnull
    {
        var entity = gate.Terms.LegalEntity;
        var document = new RoutedDocument(gate.Engagement.Value, entity, gate.Day);
        if (gate.Reference.Routing?.RouteFor(document) is not Route.ByRule route)
        {
            return Unmet(
                ProvisioningStatus.Pending,
                $"no route says which ledger takes invoices of {entity}"
            );
        }

        var now = clock.GetCurrentInstant();
        if (failed.TryGetValue(key, out var known) && now < known.Until)
        {
            return known.Status;
        }

        var outcome = await ensure(grains.GetGrain<ILaneGrain>(route.Target));
        if (outcome.IsThere)
        {
            return Ok;
        }

        var (status, rest) = outcome.IsRefused
            ? (ProvisioningStatus.Failed, RefusedRest)
            : (ProvisioningStatus.Pending, FailedRest);
        failed[key] = (now + rest, Unmet(status, outcome.Message));
        return failed[key].Status;
    }

    private static ProjectOrder OrderOf(ContractGate gate) =>
        ProjectOrder.Of(gate.Engagement, gate.Customer!, gate.Terms);

    private static ProvisioningStatus Unmet(string status, string? message = null) =>
        new(status, Message: message);
}
