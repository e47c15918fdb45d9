using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>A part of a document's net by what its lines are analysed by.</summary>
public sealed record RevenueAnalysis(ValueList<DimensionSetting>? Dimensions, Money Net)
{
    /// <summary>In the order of the lines; the parts add up to the document's net.</summary>
    /// <remarks>Source: domain rules §12.</remarks>
    public static IReadOnlyList<RevenueAnalysis> Of(Invoice document) =>
        [
            .. document
                .Lines.Zip(LineDiscounts.Of(document))
                .GroupBy(x => x.First.Dimensions, x => x.First.Amount - x.Second)
                .Select(group => new RevenueAnalysis(
                    group.Key,
                    Money.Sum(document.Currency, group)
                )),
        ];
}
