namespace Tieout.Domain.Revenue;

/// <summary>What progress is measured by.</summary>
public enum ProgressMeasure
{
    /// <summary>Cost to date of all expected cost. The default; also shows margin and loss.</summary>
    Cost,

    /// <summary>Hours, units or another measure without a cost.</summary>
    Other,
}
