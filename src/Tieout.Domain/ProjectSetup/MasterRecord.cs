using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>How any master record of an engagement is taken in.</summary>
internal static class MasterRecord
{
    /// <summary>Repeats and old news change nothing; news is recorded and open work looked at.</summary>
    public static Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference,
        CanonicalFact fact,
        CanonicalFact? known,
        EngagementEvent happened
    )
    {
        if (known is not null && known.Version >= fact.Version)
        {
            return known.Version > fact.Version || known.Equals(fact)
                ? Decision<EngagementEvent>.Accept()
                : ProjectSetupRejections.ConflictingVersion(fact);
        }

        return Decision<EngagementEvent>.Accept([
            happened,
            .. Reassess.OpenWork(state.Evolve(happened).State, reference),
        ]);
    }
}
