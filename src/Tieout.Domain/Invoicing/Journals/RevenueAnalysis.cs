using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>A part of a document's net by what its lines are analysed by.</summary>
public sealed record RevenueAnalysis(ValueList<DimensionSetting>? Dimensions, Money Net)
{
    /// <summary>In the order of the lines; the parts add up to the document's net.</summary>
    /// <remarks>
    /// A document's discount is shared over its lines as it is before tax: over those of its sign, by
    /// largest remainder. Source: domain rules §8.11 and §12.
    /// </remarks>
    public static IReadOnlyList<RevenueAnalysis> Of(Invoice document)
    {
        var discounts = Discounts(document);
        return
        [
            .. document
                .Lines.Zip(discounts)
                .GroupBy(x => x.First.Dimensions, x => x.First.Amount - x.Second)
                .Select(group => new RevenueAnalysis(
                    group.Key,
                    Money.Sum(document.Currency, group)
                )),
        ];
    }

    private static IReadOnlyList<Money> Discounts(Invoice document)
    {
        if (document.Discount is not { IsZero: false } discount)
        {
            return [.. document.Lines.Select(_ => Money.Zero(document.Currency))];
        }

        var sign = Math.Sign(discount.Amount);
        List<decimal> alike = [.. document.Lines.Select(x => Math.Max(0m, x.Amount.Amount * sign))];
        return discount.Allocate(
            alike.Exists(weight => weight > 0m)
                ? alike
                : [.. document.Lines.Select((_, i) => i == 0 ? 1m : 0m)]
        );
    }
}
