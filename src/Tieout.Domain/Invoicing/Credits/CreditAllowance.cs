using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>What a customer is let off of the price of work that stays billed: a part or an amount.</summary>
/// <param name="Percent">Of what stands; above zero and at most 100.</param>
/// <param name="Amount">
/// Net, in the document's currency and above zero; before the document's discount, which falls with it.
/// </param>
/// <remarks>Source: domain rules §8.20, allowance.</remarks>
public sealed record CreditAllowance(decimal? Percent, decimal? Amount)
{
    public static CreditAllowance OfPercent(decimal percent) => new(percent, null);

    public static CreditAllowance OfAmount(decimal amount) => new(null, amount);

    /// <summary>Rounded; none where it is no part, or no amount of that currency.</summary>
    internal Money? Of(Money standing)
    {
        Money? let = this switch
        {
            { Percent: > 0m and <= 100m, Amount: null } => LineNet.PercentOf(
                standing,
                Percent.Value
            ),
            { Percent: null, Amount: > 0m } => standing with { Amount = Amount.Value },
            _ => null,
        };
        return let == let?.Round() ? let : null;
    }
}
