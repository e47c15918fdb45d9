using System.Diagnostics;
using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The tax of a document, as its tax owner would compute it.</summary>
/// <remarks>
/// Source: domain rules §10.5; EN 16931 BR-CO-10 to BR-CO-17 for the default mode. Lines below zero
/// reduce their own group; a group below zero has negative tax.
/// </remarks>
public static class DocumentTax
{
    /// <summary>Totals and tax groups of a document.</summary>
    public static TaxedDocument Compute(TaxableDocument document, TaxArithmetic arithmetic)
    {
        var currency = document.Currency;
        var shares = DiscountShares(document);
        List<TaxableItem> items =
        [
            .. document.Lines.Select((line, i) => line with { Amount = line.Amount - shares[i] }),
            .. document.Allowances.Select(item => item with { Amount = -item.Amount }),
            .. document.Charges,
        ];
        var groups = items
            .GroupBy(item => (item.Category, item.Rate))
            .Select(group =>
            {
                var taxable = Total(currency, group);
                return new TaxGroup(
                    group.Key.Category,
                    group.Key.Rate,
                    taxable,
                    GroupTax(group, taxable, group.Key.Rate, arithmetic),
                    Money.Zero(currency)
                );
            })
            .ToList();
        var tax = Money.Sum(currency, groups.Select(g => g.OwnTax)).Round(arithmetic.Rounding);
        var tied = TiedRounding.Tie(tax, [.. groups.Select(group => group.OwnTax.Amount)]);
        return new TaxedDocument(
            Total(currency, document.Lines),
            Total(currency, document.Allowances) + document.Discount,
            Total(currency, document.Charges),
            tax,
            [.. groups.Select((group, i) => group with { Tax = tied[i] })],
            shares
        );
    }

    private static IReadOnlyList<Money> DiscountShares(TaxableDocument document) =>
        document.Discount.IsZero
            ? [.. document.Lines.Select(_ => Money.Zero(document.Currency))]
            : document.Discount.Allocate([
                .. document.Lines.Select(line => Math.Max(0m, line.Amount.Amount)),
            ]);

    private static Money GroupTax(
        IEnumerable<TaxableItem> items,
        Money taxable,
        decimal rate,
        TaxArithmetic arithmetic
    ) =>
        arithmetic.Mode switch
        {
            TaxMode.PerCategory => LineNet.PercentOf(taxable, rate, arithmetic.Rounding),
            TaxMode.PerLine => Money.Sum(
                taxable.Currency,
                items.Select(item => ItemTax(item, arithmetic))
            ),
            TaxMode.PerDocument => taxable with { Amount = taxable.Amount * rate / 100m },
            _ => throw new UnreachableException(),
        };

    private static Money ItemTax(TaxableItem item, TaxArithmetic arithmetic) =>
        item.Amount with
        {
            Amount = (item.Amount.Amount * item.Rate / 100m).RoundTo(
                arithmetic.LineDigits ?? item.Amount.Currency.MinorUnitDigits,
                arithmetic.LineRounding ?? arithmetic.Rounding
            ),
        };

    private static Money Total(CurrencyCode currency, IEnumerable<TaxableItem> items) =>
        Money.Sum(currency, items.Select(item => item.Amount));
}
