using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>What is used and left of something that a contract limits.</summary>
public abstract record RunBalance
{
    private RunBalance() { }

    /// <summary>The room under a cap of a line.</summary>
    public sealed record Cap(ContractLineId Line, Money Used, Money Remaining) : RunBalance;

    /// <summary>The hours of a retainer's month.</summary>
    public sealed record Hours(ContractLineId Line, RetainerPeriod Period) : RunBalance;

    /// <summary>What was committed, and what this run counts towards it.</summary>
    public sealed record Commitment(Money Committed, Money Counted) : RunBalance;

    /// <summary>What is left of the amount paid in advance.</summary>
    public sealed record Prepaid(Money Remaining) : RunBalance;

    /// <summary>What is left of the purchase order; none without a limit.</summary>
    public sealed record Order(Money? Remaining) : RunBalance;
}
