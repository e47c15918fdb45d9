using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Drafts a credit memo for each posted invoice that has work whose correction waits.</summary>
/// <param name="Date">On the credit memos.</param>
/// <remarks>
/// A run does so as well. Done and approved before it, what the credits free is billed by the run
/// with everything else, in the room of caps that they give back. Source: domain rules §8.20.
/// </remarks>
public sealed record CreditHeldWork(LocalDate Date) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) => Decision<EngagementEvent>.Accept([.. CreditMemo.ForHeldWork(state, reference, Date)]);
}
