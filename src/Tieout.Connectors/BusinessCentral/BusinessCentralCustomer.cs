using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A customer as Business Central tells it.</summary>
internal sealed record BusinessCentralCustomer(
    Guid Id,
    [property: JsonPropertyName("@odata.etag")] string Version,
    string Number,
    string DisplayName,
    string AddressLine1,
    string City,
    string PostalCode,
    string Country,
    string TaxRegistrationNumber
)
{
    /// <summary>What of it the hub writes.</summary>
    public BusinessCentralCustomerBody Body =>
        new(Number, DisplayName, AddressLine1, City, PostalCode, Country, TaxRegistrationNumber);
}
