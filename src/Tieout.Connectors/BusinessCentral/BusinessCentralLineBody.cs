using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A line as it is sent.</summary>
internal sealed record BusinessCentralLineBody(
    string LineType,
    string LineObjectNumber,
    string Description,
    string? Description2,
    decimal Quantity,
    decimal UnitPrice,
    string TaxCode,
    IReadOnlyList<BusinessCentralDimensionBody>? DimensionSetLines
)
{
    private const int DescriptionMax = 100;
    private const int Description2Max = 50;

    /// <summary>Decimals that the ledger keeps of quantities and prices.</summary>
    private const int Decimals = 5;

    /// <summary>Turns a line into Business Central's words.</summary>
    /// <remarks>
    /// The ledger computes the amount as quantity times price. Where that is not the hub's amount to
    /// the cent, as with a price that was rounded for showing, the line is one piece of its amount.
    /// </remarks>
    /// <param name="sign">-1 turns a credit's negative quantity and amount into positive ones.</param>
    public static BusinessCentralLineBody Of(
        InvoiceLine line,
        decimal sign,
        string account,
        BusinessCentralOptions options
    )
    {
        var amount = line.Amount * sign;
        var (quantity, price) =
            line.Price is { } unit && IsSame(line.Quantity * sign, unit, amount)
                ? (line.Quantity * sign, unit)
                : (1m, amount.Amount);
        var text = line.Description;
        return new BusinessCentralLineBody(
            "Account",
            account,
            Part(text, 0, DescriptionMax) ?? string.Empty,
            Part(text, DescriptionMax, Description2Max),
            quantity,
            price,
            options.Taxes.GetValueOrDefault(line.TaxCode.Value, line.TaxCode.Value),
            line.Dimensions is { Count: > 0 } dimensions
                ? [.. dimensions.Select(x => BusinessCentralDimensionBody.Of(x, options))]
                : null
        );
    }

    private static bool IsSame(decimal quantity, decimal price, Money amount) =>
        quantity.RoundTo(Decimals) == quantity
        && price.RoundTo(Decimals) == price
        && new Money(quantity * price, amount.Currency).Round() == amount;

    /// <summary>A part of a text, cut between characters and never within one.</summary>
    private static string? Part(string text, int start, int length)
    {
        var from = Between(text, start);
        var to = Between(text, Math.Min(text.Length, from + length));
        return from >= to ? null : text[from..to];
    }

    private static int Between(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at])
            ? at - 1
            : Math.Min(at, text.Length);
}
