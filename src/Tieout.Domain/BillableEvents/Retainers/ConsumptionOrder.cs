namespace Tieout.Domain.BillableEvents.Retainers;

/// <summary>Which included hours are used first.</summary>
public enum ConsumptionOrder
{
    /// <summary>Carried hours, oldest first, then this period's. The default.</summary>
    RolloverFirst,

    /// <summary>This period's hours, then carried ones, oldest first.</summary>
    CurrentFirst,
}
