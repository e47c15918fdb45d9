using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>How many hours of a cap are used, before and after.</summary>
/// <param name="What">The cap, and its contract line.</param>
/// <param name="Limit">Under the amended terms.</param>
public sealed record HourLimitImpact(string What, Effort Limit, Effort UsedBefore, Effort UsedAfter)
{
    /// <summary>More was billed than is agreed now: somebody has to decide.</summary>
    public bool IsExceeded => UsedAfter > Limit;
}
