using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>How much of something that the contract limits is used, before and after.</summary>
/// <param name="What">Cap, purchase order or schedule, and its contract line.</param>
/// <param name="Limit">Under the amended terms; of a schedule its total.</param>
/// <param name="IsMinimum">What is used beyond it is nobody's concern.</param>
public sealed record LimitImpact(
    string What,
    Money Limit,
    Money UsedBefore,
    Money UsedAfter,
    bool IsMinimum = false
)
{
    public Money Left => Limit - UsedAfter;

    /// <summary>More was billed than is agreed now: somebody has to decide.</summary>
    public bool IsExceeded => !IsMinimum && Left.Amount < 0m;
}
