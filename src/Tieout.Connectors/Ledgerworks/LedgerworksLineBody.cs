using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>A line as it is sent; the amount is the hub's, so that nothing is rounded twice.</summary>
internal sealed record LedgerworksLineBody(
    string Description,
    decimal Quantity,
    string TaxCode,
    decimal? UnitPrice,
    decimal Amount,
    string? Account,
    DateOnly ServiceFrom,
    DateOnly ServiceTo,
    IReadOnlyDictionary<string, string>? Dimensions
)
{
    /// <summary>Turns a line into Ledgerworks' words.</summary>
    /// <param name="sign">-1 turns a credit's negative quantity and amount into positive ones.</param>
    public static LedgerworksLineBody Of(InvoiceLine line, decimal sign, string? account) =>
        new(
            line.Description,
            sign * line.Quantity,
            line.TaxCode.Value,
            line.Price,
            sign * line.Amount.Amount,
            account,
            line.ServicePeriod.Start.ToDateOnly(),
            line.ServicePeriod.End.ToDateOnly(),
            line.Dimensions?.ToDictionary(
                x => x.Dimension.Value,
                x => x.Code,
                StringComparer.Ordinal
            )
        );
}
