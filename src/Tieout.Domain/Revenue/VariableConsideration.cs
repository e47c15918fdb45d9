using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>Revenue of units whose price depends on what is expected to be sold in all.</summary>
/// <param name="Units">Sold in all so far.</param>
/// <remarks>
/// A changed expectation takes effect on all units so far, at once. Source: domain rules §14.4;
/// ASC 606-10-32-5 to 32-14 and 32-42 to 32-45.
/// </remarks>
public sealed record VariableConsideration(decimal Units, Money RevenueToDate)
{
    public static VariableConsideration None(CurrencyCode currency) =>
        new(0m, Money.Zero(currency));

    /// <summary>After more units, with the price per unit that is now expected.</summary>
    public VariableConsideration After(decimal units, Money expectedPrice) =>
        new(Units + units, (expectedPrice * (Units + units)).Round());

    /// <summary>Billed beyond what is expected to be kept: owed back to the customer.</summary>
    public Money LiabilityFor(Money billedToDate) =>
        billedToDate > RevenueToDate
            ? billedToDate - RevenueToDate
            : Money.Zero(RevenueToDate.Currency);
}
