using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The CRM says what the contract is.</summary>
/// <remarks>
/// A newer version counts at once, unless its terms would change what was billed: then it waits for
/// a plan, as an amendment from the contract's beginning on. Source: domain rules §2 and §15.
/// </remarks>
public sealed record RecordContract(Contract Contract) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (Contract.Id != state.Id)
        {
            return ProjectSetupRejections.OtherEngagement(Contract);
        }

        EngagementEvent counts = state.AmendmentOf(Amendment.Restatement) is null
            ? new EngagementEvent.ContractRecorded(Contract)
            : new EngagementEvent.AmendmentRecorded(Amendment.Restating(Contract));
        return
            Restated(state) is { } restated
            && Ownership.Hear(reference.Owners, Contract, state.Contract?.Told) is Hearing.News
            ? AmendedTerms.Heard(state, reference, restated, counts)
            : MasterRecord.Decide(state, reference, Contract, state.Contract?.Told, counts);
    }

    /// <summary>As the amendment that it is when it may be news and its terms are others.</summary>
    internal Amendment? Restated(EngagementState state) =>
        state.Contract is { } timeline
        && (
            timeline.Told.Version < Contract.Version || Ownership.TakesOver(Contract, timeline.Told)
        )
        && (
            timeline.Told.Terms != Contract.Terms
            || timeline.Withheld.ContainsKey(Amendment.Restatement)
        )
            ? Amendment.Restating(Contract)
            : null;
}
