using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.NetSuite;

/// <summary>The tax of a credit memo, which is posted as soon as it is written.</summary>
/// <remarks>
/// The last credit of an invoice takes the rest of its tax, which may differ from what is computed by
/// rounding. NetSuite takes the tax of a line as it is given.
/// </remarks>
internal static class NetSuiteTaxes
{
    /// <summary>The tax of lines by number, where the hub's is not what NetSuite computes.</summary>
    /// <exception cref="ConnectorException">It is further off than rounding can be.</exception>
    public static IReadOnlyDictionary<int, decimal> Given(Delivery.Document document)
    {
        var given = new Dictionary<int, decimal>();
        foreach (var subtotal in document.Invoice.Taxes)
        {
            InvoiceLine[] lines =
            [
                .. document.Lines.Where(x =>
                    x.TaxCode == subtotal.Code && x.TaxRate == subtotal.Rate
                ),
            ];
            var computed = Of(lines, subtotal.Rate, subtotal.Tax.Currency);
            if (subtotal.Tax == computed)
            {
                continue;
            }

            // One unit for the document, and half a one for every line that may have been credited.
            var off = Math.Abs((subtotal.Tax - computed).Amount);
            if (
                lines.Length == 0
                || off > subtotal.Tax.Currency.MinorUnit * (1 + lines.Length / 2m)
            )
            {
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"NetSuite computes {computed} tax for {document.NaturalKey}, the hub {subtotal.Tax}.",
                    reason: "TAX_DIFFERENCE"
                );
            }

            var rest = -subtotal.Tax;
            foreach (var line in lines)
            {
                var tax = line == lines[^1] ? rest : -Of([line], subtotal.Rate, rest.Currency);
                given[line.Number] = tax.Amount;
                rest -= tax;
            }
        }

        return given;
    }

    private static Money Of(IEnumerable<InvoiceLine> lines, decimal rate, CurrencyCode currency) =>
        new Money(lines.Sum(x => x.Amount.Amount) * rate / 100m, currency).Round();
}
