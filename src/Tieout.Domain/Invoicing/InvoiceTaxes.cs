using Tieout.Domain.Amounts;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The tax of an invoice: round(Σ base x rate) for each tax code.</summary>
/// <remarks>Source: EN 16931 BR-CO-17; domain rules §10.5, mode per category.</remarks>
internal static class InvoiceTaxes
{
    /// <summary>In order of first appearance. The caller has checked that every code has a rule.</summary>
    public static IReadOnlyList<TaxSubtotal> Of(
        IReadOnlyList<InvoiceLine> lines,
        CurrencyCode currency,
        LocalDate taxPoint,
        ReferenceBook reference
    ) =>
        [
            .. lines
                .GroupBy(line => line.TaxCode)
                .Select(group =>
                {
                    var rule = reference.TaxAt(group.Key, taxPoint)!;
                    var taxable = Money.Sum(currency, group.Select(line => line.Amount));
                    var tax = (taxable * (rule.Rate / 100m)).Round();
                    return new TaxSubtotal(rule.Code, rule.Category, rule.Rate, taxable, tax);
                }),
        ];
}
