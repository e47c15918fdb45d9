using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Lanes;

namespace Tieout.Runtime.LogFeeds;

/// <summary>Brings everything about that time under a contract needs, as far as that is the hub's to do.</summary>
/// <remarks>The payer goes to the ledger of the contract's invoices, the project to where time is logged.</remarks>
internal sealed class ProjectOpening(IProjectSetup system, IGrainFactory grains, IClock clock)
{
    /// <summary>After a call without an answer: no system works longer on one.</summary>
    private static readonly Duration Rest = Duration.FromMinutes(5);

    private static readonly ProvisioningStatus Ok = new(ProvisioningStatus.Ok);

    /// <summary>Goes as far as the gate allows.</summary>
    /// <returns>How its project stands, and what keeps the gate shut.</returns>
    public async Task<OpeningOutcome> GoOnAsync(
        ContractGate gate,
        CancellationToken cancellationToken
    )
    {
        var payer = await EnsurePayerAsync(gate);
        var mayOpen = gate.Check(payer, project: Ok).AllowsBillableTime;
        if (gate.Reference.Customers.GetValueOrDefault(gate.Terms.Customer) is not { } customer)
        {
            return Shut(Unmet(ProvisioningStatus.Pending, "its customer is not known"));
        }

        try
        {
            var order = OrderOf(gate, customer);
            return
                await system.EnsureAsync(order, mayOpen, cancellationToken) is ProjectStanding.Open
                ? OpeningOutcome.Done
                : Shut(Unmet(ProvisioningStatus.Pending, message: null));
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            return Shut(Unmet(ProvisioningStatus.Failed, e.Message));
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            return Shut(Unmet(ProvisioningStatus.Pending, e.Message)) with
            {
                RestsUntil = clock.GetCurrentInstant() + Rest,
            };
        }

        // A project that only waits for the other needs is no obstacle of its own.
        OpeningOutcome Shut(ProvisioningStatus project) =>
            new(
                IsOpen: false,
                [
                    .. gate.Check(payer, project)
                        .Unmet.Where(x =>
                            x.Message is not null
                            || !x.Need.Equals(
                                ProvisioningNeed.ProjectInPsa,
                                StringComparison.Ordinal
                            )
                        ),
                ]
            );
    }

    private async Task<ProvisioningStatus> EnsurePayerAsync(ContractGate gate)
    {
        if (gate.Payer is not { } payer)
        {
            // That is a need of its own, and told as that.
            return Ok;
        }

        var today = clock.GetCurrentInstant().InUtc().Date;
        var entity = gate.Terms.LegalEntity;
        var document = new RoutedDocument(gate.Engagement.Value, entity, today);
        if (gate.Reference.Routing?.RouteFor(document) is not Route.ByRule route)
        {
            return Unmet(
                ProvisioningStatus.Pending,
                $"no route says which ledger takes invoices of {entity}"
            );
        }

        var outcome = await grains
            .GetGrain<ILaneGrain>(route.Target)
            .EnsureCustomerAsync(payer.Code);
        return outcome.IsThere ? Ok
            : outcome.IsRefused ? Unmet(ProvisioningStatus.Failed, outcome.Message)
            : Unmet(ProvisioningStatus.Pending, outcome.Message);
    }

    private static ProjectOrder OrderOf(ContractGate gate, Customer customer) =>
        new(
            gate.Engagement,
            customer,
            gate.Terms.LegalEntity,
            gate.Terms.Currency,
            gate.Terms.Start,
            gate.Terms.End,
            gate.Terms.Lines.All(line => line.CoversTime)
        );

    private static ProvisioningStatus Unmet(string status, string? message) =>
        new(status, Message: message);
}
