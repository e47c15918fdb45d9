using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>How much of something that the contract limits is used, before and after.</summary>
/// <param name="What">Cap, purchase order or schedule, and its contract line.</param>
/// <param name="Limit">Under the amended terms; of a schedule its total.</param>
public sealed record LimitImpact(string What, Money Limit, Money UsedBefore, Money UsedAfter)
{
    /// <summary>Below zero when more was billed than is agreed now: somebody has to decide.</summary>
    public Money Left => Limit - UsedAfter;
}
