using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The CRM says that the contract is, or is going to be, amended.</summary>
public sealed record RecordAmendment(Amendment Amendment) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        Amendment.Engagement != state.Id
            ? ProjectSetupRejections.OtherEngagement(Amendment)
            : MasterRecord.Decide(
                state,
                reference,
                Amendment,
                known: state.Amendments.GetValueOrDefault(Amendment.Sequence),
                new EngagementEvent.AmendmentRecorded(Amendment)
            );
}
