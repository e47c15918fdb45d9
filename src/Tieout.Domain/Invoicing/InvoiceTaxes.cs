using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Invoicing;

/// <summary>The tax of an invoice of the hub, as its tax owner computes it.</summary>
internal static class InvoiceTaxes
{
    /// <summary>One subtotal for each category and rate, named after its first line's code.</summary>
    public static IReadOnlyList<TaxSubtotal> Of(
        IReadOnlyList<InvoiceLine> lines,
        CurrencyCode currency,
        TaxArithmetic arithmetic,
        Money? discount = null
    )
    {
        var document = new TaxableDocument(
            currency,
            [.. lines.Select(x => new TaxableItem(x.Amount, x.TaxCategory, x.TaxRate))],
            [],
            [],
            discount ?? Money.Zero(currency)
        );
        return
        [
            .. DocumentTax
                .Compute(document, arithmetic)
                .Groups.Select(group => new TaxSubtotal(
                    lines
                        .First(x => x.TaxCategory == group.Category && x.TaxRate == group.Rate)
                        .TaxCode,
                    group.Category,
                    group.Rate,
                    group.Taxable,
                    group.Tax
                )),
        ];
    }
}
