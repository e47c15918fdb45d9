using Tieout.Domain.Canonical;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A customer as it is sent. What the hub does not know of it is left to the ledger's people.</summary>
internal sealed record BusinessCentralCustomerBody(
    string Number,
    string DisplayName,
    string AddressLine1,
    string City,
    string PostalCode,
    string Country,
    string TaxRegistrationNumber
)
{
    /// <summary>Codes are kept in capitals there.</summary>
    public static BusinessCentralCustomerBody Of(Customer customer) =>
        new(
            customer.Code.Value.ToUpperInvariant(),
            customer.Name,
            customer.Street ?? string.Empty,
            customer.City ?? string.Empty,
            (customer.PostalCode ?? string.Empty).ToUpperInvariant(),
            customer.Country.ToUpperInvariant(),
            customer.TaxId ?? string.Empty
        );
}
