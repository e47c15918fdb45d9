using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>How any master record of an engagement is taken in.</summary>
internal static class MasterRecord
{
    /// <summary>News of its owner is recorded and open work looked at; the rest changes nothing.</summary>
    public static Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference,
        CanonicalFact fact,
        CanonicalFact? known,
        EngagementEvent happened
    ) =>
        Ownership.Hear(reference.Owners, fact, known) switch
        {
            Hearing.Refused refused => refused.Reason,
            Hearing.NoNews => Decision<EngagementEvent>.Accept(),
            _ => Decision<EngagementEvent>.Accept([
                happened,
                .. Reassess.OpenWork(state.Evolve(happened).State, reference, before: state),
            ]),
        };
}
