using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>What tax is computed on.</summary>
/// <param name="Lines">Net per line. BT-131.</param>
/// <param name="Allowances">Deducted from the document, each with its own tax. BG-20.</param>
/// <param name="Charges">Added to the document, each with its own tax. BG-21.</param>
/// <param name="Discount">
/// Shared over the lines by largest remainder before tax, so that every tax group is reduced; lines
/// below zero carry no share.
/// </param>
public sealed record TaxableDocument(
    CurrencyCode Currency,
    IReadOnlyList<TaxableItem> Lines,
    IReadOnlyList<TaxableItem> Allowances,
    IReadOnlyList<TaxableItem> Charges,
    Money Discount
)
{
    public TaxableDocument(CurrencyCode currency, IReadOnlyList<TaxableItem> lines)
        : this(currency, lines, [], [], Money.Zero(currency)) { }
}
