namespace Tieout.Domain.TimeValidation;

/// <summary>What is rounded to the increment.</summary>
public enum IncrementScope
{
    /// <summary>Each entry alone.</summary>
    Entry,

    /// <summary>The sum of a resource's entries on one task and day.</summary>
    ResourceTaskDay,
}
