namespace Tieout.Domain.Revenue;

/// <summary>How a changed contract is accounted for.</summary>
/// <remarks>Source: domain rules §14.5; ASC 606-10-25-12 and 25-13, IFRS 15.20 and 21.</remarks>
public enum ModificationTreatment
{
    /// <summary>The addition is a contract of its own.</summary>
    SeparateContract,

    /// <summary>What is left of the price goes over what is left of the service.</summary>
    Prospective,

    /// <summary>Progress is measured again on the new price, at once.</summary>
    CumulativeCatchUp,

    /// <summary>Catch-up for what is not distinct, prospective for what is.</summary>
    Combination,
}
