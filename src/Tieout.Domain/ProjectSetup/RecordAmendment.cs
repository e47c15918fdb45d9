using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The CRM says that the contract is, or is going to be, amended.</summary>
/// <remarks>
/// One that would change what was billed has no effect before its plan is approved; until then open
/// work in its interval waits. Every other one counts at once. Source: domain rules §15.
/// </remarks>
public sealed record RecordAmendment(Amendment Amendment) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (Amendment.Engagement != state.Id)
        {
            return ProjectSetupRejections.OtherEngagement(Amendment);
        }

        var happened = new EngagementEvent.AmendmentRecorded(Amendment);
        var known = state.AmendmentOf(Amendment.Sequence);
        var hearing = Ownership.Hear(reference.Owners, Amendment, known);
        if (state.Contract is null || hearing is not Hearing.News)
        {
            return MasterRecord.Decide(state, reference, Amendment, known, happened);
        }

        return AmendedTerms.Heard(state, reference, Amendment, happened);
    }

    /// <summary>Whether it may be news: whose word counts is not asked here.</summary>
    internal bool IsNews(EngagementState state) =>
        state.AmendmentOf(Amendment.Sequence) is not { } known
        || known.Version < Amendment.Version
        || Ownership.TakesOver(Amendment, known);
}
