namespace Tieout.Domain.Revenue;

/// <summary>A percentage of what is earned: as it was charged for what is billed, as agreed beyond.</summary>
/// <remarks>Once all is billed it is exactly what was charged, whatever was rounded on the way.</remarks>
/// <param name="All">What stands on documents, and what was charged on it.</param>
/// <param name="ByThen">The same by the day in question.</param>
internal sealed record Proportion(
    (decimal Standing, decimal Charged) All,
    (decimal Standing, decimal Charged) ByThen
)
{
    /// <summary>Unrounded.</summary>
    public decimal Of(decimal earned, decimal percent)
    {
        if (All.Standing <= 0m)
        {
            // Nothing to be in proportion to: what is left of charges counts from its own day.
            return ByThen.Charged + ((earned - ByThen.Standing) * percent / 100m);
        }

        return earned > All.Standing
            ? All.Charged + ((earned - All.Standing) * percent / 100m)
            : All.Charged * earned / All.Standing;
    }
}
