using Tieout.Domain.BillableEvents.Usage;

namespace Tieout.Domain.Canonical;

/// <summary>What hours beyond the included ones cost.</summary>
/// <remarks>Source: domain rules §8.6 and §8.7.</remarks>
public abstract record OveragePrice
{
    private OveragePrice() { }

    /// <summary>One rate for all.</summary>
    /// <param name="Rate">Per hour, unrounded, in the contract's currency.</param>
    public sealed record Hourly(decimal Rate) : OveragePrice;

    /// <summary>The rates of the latest hours; the early ones are the included ones.</summary>
    public sealed record ByRateCard : OveragePrice;

    /// <summary>A scale over the hours of the period.</summary>
    public sealed record Scaled(UsagePrice Price) : OveragePrice;
}
