using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Capping;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>What is used and left of something that a contract limits.</summary>
public abstract record RunBalance
{
    private RunBalance() { }

    /// <summary>What is used of a cap; less than nothing may be left of one that was lowered.</summary>
    public sealed record Cap(AgreedCap Of, CapUse Used) : RunBalance
    {
        /// <summary>None of a cap in hours only.</summary>
        public Money? Remaining => Of.Cap.Amount - Used.Amount;

        /// <summary>None of a cap in money only.</summary>
        public Effort? RemainingHours => Of.Cap.Hours - Used.Hours;
    }

    /// <summary>The hours of a retainer's month.</summary>
    public sealed record Hours(ContractLineId Line, RetainerPeriod Period) : RunBalance;

    /// <summary>What was committed, and what this run counts towards it.</summary>
    public sealed record Commitment(Money Committed, Money Counted) : RunBalance;

    /// <summary>What is left of the amount paid in advance.</summary>
    public sealed record Prepaid(Money Remaining) : RunBalance;

    /// <summary>What is left of the purchase order; none without a limit.</summary>
    public sealed record Order(Money? Remaining) : RunBalance;
}
