namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A customer that was read.</summary>
internal sealed record ImportedCustomer(
    string Code,
    string Name,
    string Street,
    string City,
    string PostalCode,
    string Country,
    string TaxId
);
