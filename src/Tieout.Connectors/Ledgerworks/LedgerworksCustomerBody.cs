using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>A customer as it is sent to Ledgerworks.</summary>
internal sealed record LedgerworksCustomerBody(
    string Company,
    string Code,
    string Name,
    string Country,
    string? TaxId,
    string? Street,
    string? City,
    string? PostalCode
)
{
    public static LedgerworksCustomerBody Of(Customer customer, string company) =>
        new(
            company,
            customer.Code.Value,
            customer.Name,
            customer.Country,
            customer.TaxId,
            customer.Street,
            customer.City,
            customer.PostalCode
        );
}
