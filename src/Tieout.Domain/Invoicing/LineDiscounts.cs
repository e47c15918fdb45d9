using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing;

/// <summary>What a document's discount takes off each of its lines.</summary>
/// <remarks>
/// Of each tax category and rate what its lines and its taxable amount differ by, shared over the lines
/// of that sign by largest remainder: whatever lines are put together by, ledger and analysis have the
/// same amounts. Source: domain rules §8.11, §11 and §12.
/// </remarks>
public static class LineDiscounts
{
    /// <summary>In the order of the lines; zero for each without a discount.</summary>
    public static IReadOnlyList<Money> Of(Invoice document)
    {
        var discounts = new Money[document.Lines.Count];
        Array.Fill(discounts, Money.Zero(document.Currency));
        foreach (var tax in document.Taxes)
        {
            List<int> places =
            [
                .. Enumerable
                    .Range(0, document.Lines.Count)
                    .Where(i =>
                        document.Lines[i].TaxCategory == tax.Category
                        && document.Lines[i].TaxRate == tax.Rate
                    ),
            ];
            var amounts = places.ConvertAll(i => document.Lines[i].Amount);
            foreach (
                var (place, share) in places.Zip(
                    Shared(Money.Sum(document.Currency, amounts) - tax.Taxable, amounts)
                )
            )
            {
                discounts[place] = share;
            }
        }

        return discounts;
    }

    private static IEnumerable<Money> Shared(Money discount, List<Money> amounts)
    {
        // A tax that no line has is nobody's discount.
        if (discount.IsZero || amounts.Count == 0)
        {
            return amounts.Select(_ => discount);
        }

        var sign = Math.Sign(discount.Amount);
        var alike = amounts.ConvertAll(amount => Math.Max(0m, amount.Amount * sign));
        return discount.Allocate(
            alike.TrueForAll(weight => weight == 0m) ? alike.ConvertAll(_ => 1m) : alike
        );
    }
}
