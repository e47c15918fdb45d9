using Tieout.Domain.Deciding;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Ledger;

/// <summary>What somebody asks of one engagement.</summary>
public abstract record EngagementCommand
{
    private protected EngagementCommand() { }

    /// <summary>The facts to record, or why nothing may happen. Pure: no clock, no I/O.</summary>
    public abstract Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    );
}
