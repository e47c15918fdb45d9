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
    /// <param name="units">Sold since the last estimate.</param>
    /// <param name="expectedPrice">On average of all units of the contract.</param>
    /// <param name="priceDigits">Rounds the expected price first where a policy says so.</param>
    public VariableConsideration After(decimal units, Money expectedPrice, int? priceDigits = null)
    {
        var sold = Units + units;
        var price = priceDigits is { } digits
            ? expectedPrice.Amount.RoundTo(digits)
            : expectedPrice.Amount;
        return new VariableConsideration(
            sold,
            (expectedPrice with { Amount = price * sold }).Round()
        );
    }

    /// <summary>Revenue of the time between an earlier position and this one; may be negative.</summary>
    public Money RevenueSince(VariableConsideration earlier) =>
        RevenueToDate - earlier.RevenueToDate;

    /// <summary>Billed beyond what is expected to be kept: owed back to the customer.</summary>
    public Money LiabilityFor(Money billedToDate) =>
        billedToDate > RevenueToDate
            ? billedToDate - RevenueToDate
            : Money.Zero(RevenueToDate.Currency);
}
