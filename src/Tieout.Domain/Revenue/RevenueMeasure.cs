namespace Tieout.Domain.Revenue;

/// <summary>What tells how much of a contract line is earned.</summary>
/// <remarks>Source: domain rules §14.2, ASC 606-10-25-31 to 25-37 and 606-10-55-18, IFRS 15.41 and B16.</remarks>
public enum RevenueMeasure
{
    /// <summary>Approved time or expenses at the value that may be invoiced, by service date.</summary>
    RightToInvoice,

    /// <summary>The fee of each month by day; hours beyond the included ones in their month.</summary>
    StraightLine,

    /// <summary>Units at their price, on the day of delivery.</summary>
    UnitsDelivered,

    /// <summary>The price of a milestone, on the day of its acceptance.</summary>
    MilestonesAccepted,

    /// <summary>What is done of each part of the price, as the contract tells it.</summary>
    ProgressTold,

    /// <summary>Approved hours to date of the planned ones.</summary>
    HoursToDate,

    /// <summary>What documents charge, on the last day of what they charge for.</summary>
    AsCharged,

    /// <summary>Nothing says how far it is; the line is no part of the contract's position.</summary>
    NotMeasured,
}
