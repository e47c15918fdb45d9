namespace Tieout.Domain.Invoicing.Posting;

/// <summary>Where a document goes whose own period is closed.</summary>
public enum ShiftPolicy
{
    /// <summary>The first day of the next open period. The default.</summary>
    FirstOpenDay,

    /// <summary>The last day of the next open period.</summary>
    LastOpenDay,
}
