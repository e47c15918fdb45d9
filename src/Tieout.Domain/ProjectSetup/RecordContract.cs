using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The CRM says what the contract is.</summary>
public sealed record RecordContract(Contract Contract) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        Contract.Id != state.Id
            ? ProjectSetupRejections.OtherEngagement(Contract)
            : MasterRecord.Decide(
                state,
                reference,
                Contract,
                known: state.Contract?.Contract,
                new EngagementEvent.ContractRecorded(Contract)
            );
}
