using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>Quantity and unit price that make Tryton arrive at the line's amount, to the cent.</summary>
/// <param name="Quantity">Negative on credits: Tryton's prices stay positive.</param>
/// <param name="UnitPrice">At most <see cref="TrytonOptions.PriceDigits"/> decimals.</param>
/// <param name="InHours">The quantity is hours; otherwise one piece.</param>
/// <param name="Description">Holds the hours where the quantity cannot.</param>
internal sealed record TrytonPricing(
    decimal Quantity,
    decimal UnitPrice,
    bool InHours,
    string Description
)
{
    /// <summary>
    /// Tryton rounds quantity times price half to even, allows the quantity as many decimals as its
    /// unit has, and computes tax from the product before rounding. So price and quantity are sent
    /// only where their product is the amount exactly; any other line is one piece at its amount,
    /// with the hours in its description.
    /// </summary>
    public static TrytonPricing Of(InvoiceLine line, int quantityDigits, int priceDigits)
    {
        if (
            line.Price is { } price
            && Fits(line.Quantity, quantityDigits)
            && Fits(price, priceDigits)
            && line.Quantity * price == line.Amount.Amount
        )
        {
            return new TrytonPricing(line.Quantity, price, IsTime(line), line.Description);
        }

        var sign = line.Amount.Amount < 0m ? -1m : 1m;
        return new TrytonPricing(
            sign,
            Math.Abs(line.Amount.Amount),
            InHours: false,
            DescriptionWithHours(line)
        );
    }

    private static string DescriptionWithHours(InvoiceLine line) =>
        IsTime(line)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Description} ({line.Quantity.RoundTo(4):0.####} h)"
            )
            : line.Description;

    private static bool IsTime(InvoiceLine line) =>
        line.Kind is InvoiceLineKind.Time or InvoiceLineKind.Overage;

    private static bool Fits(decimal value, int digits) => value.RoundTo(digits) == value;
}
