using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The net amount of a document line. EN 16931 BT-131.</summary>
public static class LineNet
{
    /// <summary>Quantity times price, rounded once.</summary>
    /// <param name="quantity">Negative for a return.</param>
    /// <param name="price">Of <paramref name="baseQuantity"/> units; may have any number of digits.</param>
    /// <param name="baseQuantity">BT-149: the price of a dozen is for 12.</param>
    /// <param name="rounding">Of the line.</param>
    public static Money Of(
        decimal quantity,
        Money price,
        decimal baseQuantity = 1m,
        Rounding rounding = Rounding.HalfUp
    )
    {
        Invariant.Require(baseQuantity != 0m, "a price is for some quantity");
        return (price with { Amount = quantity * price.Amount / baseQuantity }).Round(rounding);
    }

    /// <summary>With the line's own charges and without its allowances.</summary>
    public static Money Adjusted(
        Money net,
        IEnumerable<Money> charges,
        IEnumerable<Money> allowances
    ) => net + Money.Sum(net.Currency, charges) - Money.Sum(net.Currency, allowances);

    /// <summary>An allowance or charge that is a percentage of an amount.</summary>
    public static Money PercentOf(
        Money basis,
        decimal percent,
        Rounding rounding = Rounding.HalfUp
    ) => (basis with { Amount = basis.Amount * percent / 100m }).Round(rounding);
}
