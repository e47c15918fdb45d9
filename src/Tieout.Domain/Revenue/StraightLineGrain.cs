namespace Tieout.Domain.Revenue;

/// <summary>What straight-line revenue is spread over.</summary>
public enum StraightLineGrain
{
    /// <summary>Active days. The default.</summary>
    Day,

    /// <summary>Months with at least one active day, each the same.</summary>
    Month,
}
