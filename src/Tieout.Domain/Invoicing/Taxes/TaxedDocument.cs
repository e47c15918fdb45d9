using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The totals of a document. EN 16931 BG-22 and BG-23.</summary>
/// <param name="LineTotal">BT-106.</param>
/// <param name="AllowanceTotal">BT-107, the shared discount included.</param>
/// <param name="ChargeTotal">BT-108.</param>
/// <param name="Tax">BT-110.</param>
/// <param name="Groups">In order of appearance: lines, then allowances, then charges.</param>
/// <param name="DiscountShares">The discount per line, in line order.</param>
public sealed record TaxedDocument(
    Money LineTotal,
    Money AllowanceTotal,
    Money ChargeTotal,
    Money Tax,
    IReadOnlyList<TaxGroup> Groups,
    IReadOnlyList<Money> DiscountShares
)
{
    /// <summary>BT-109.</summary>
    public Money Net => LineTotal - AllowanceTotal + ChargeTotal;

    /// <summary>BT-112.</summary>
    public Money Gross => Net + Tax;

    /// <summary>BT-115.</summary>
    /// <param name="prepaid">BT-113; zero or more.</param>
    public Money PayableAfter(Money prepaid) => Gross - prepaid;

    /// <summary>The tax total once more in another currency, converted once and never per line.</summary>
    /// <param name="currency">The legal entity's tax currency. BT-6.</param>
    /// <param name="rate">Legal rate of the tax point.</param>
    public Money TaxIn(CurrencyCode currency, decimal rate, Rounding rounding = Rounding.HalfUp) =>
        new Money(Tax.Amount * rate, currency).Round(rounding);
}
