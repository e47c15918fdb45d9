using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>The tax of a credit memo: what is left of its invoice's, and not what it comes to.</summary>
internal sealed record LedgerworksTaxBody(string TaxCode, decimal Tax)
{
    public static LedgerworksTaxBody Of(TaxSubtotal tax, decimal sign) =>
        new(tax.Code.Value, sign * tax.Tax.Amount);
}
