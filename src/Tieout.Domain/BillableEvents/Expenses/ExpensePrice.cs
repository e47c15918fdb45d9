using Tieout.Domain.Amounts;

namespace Tieout.Domain.BillableEvents.Expenses;

/// <summary>What an expense costs the firm, and what the customer is charged for it.</summary>
/// <remarks>Source: domain rules §8.12; Dynamics 365 Project Operations, tax in project cost.</remarks>
public sealed record ExpensePrice(Money Cost, Money Sales)
{
    /// <summary>Prices an expense of a country with a known tax on it.</summary>
    /// <param name="amount">As on the receipt.</param>
    /// <param name="taxPercent">Tax of the purchase.</param>
    /// <param name="nondeductiblePercent">Part of the tax that the firm does not get back.</param>
    /// <param name="markupPercent">On top of the cost.</param>
    /// <param name="includesTax">The amount contains the tax.</param>
    /// <param name="taxIsCost">All tax is cost, as with sales tax.</param>
    public static ExpensePrice Of(
        Money amount,
        decimal taxPercent,
        decimal nondeductiblePercent,
        decimal markupPercent,
        bool includesTax,
        bool taxIsCost
    )
    {
        // Kept as one fraction so that the division comes last.
        var divisor = includesTax ? 100m + taxPercent : 100m;
        var taxInCost = taxIsCost ? taxPercent : taxPercent * nondeductiblePercent / 100m;
        var cost = amount.Amount * (100m + taxInCost);
        return new ExpensePrice(
            (amount with { Amount = cost / divisor }).Round(),
            (amount with { Amount = cost * (100m + markupPercent) / (divisor * 100m) }).Round()
        );
    }

    /// <summary>Prices an expense whose recoverable tax is known as an amount.</summary>
    /// <param name="amount">As on the receipt, in its currency.</param>
    /// <param name="recoverableTax">Same currency.</param>
    /// <param name="billing">Currency of the invoice.</param>
    /// <param name="rate">Billing units for one unit of the receipt's currency; of its date.</param>
    /// <param name="markupPercent">On top of the rounded cost.</param>
    public static ExpensePrice Of(
        Money amount,
        Money recoverableTax,
        CurrencyCode billing,
        decimal rate,
        decimal markupPercent
    )
    {
        var cost = new Money((amount - recoverableTax).Amount * rate, billing).Round();
        var sales = cost with { Amount = cost.Amount * (100m + markupPercent) / 100m };
        return new ExpensePrice(cost, sales.Round());
    }
}
