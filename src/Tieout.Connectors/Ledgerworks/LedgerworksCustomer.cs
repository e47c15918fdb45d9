namespace Tieout.Connectors.Ledgerworks;

/// <summary>A customer as Ledgerworks tells it.</summary>
internal sealed record LedgerworksCustomer(
    long Id,
    string Company,
    string Code,
    string Name,
    string Country,
    long Version,
    string? TaxId = null,
    string? Street = null,
    string? City = null,
    string? PostalCode = null
)
{
    public LedgerworksCustomerBody Body =>
        new(Company, Code, Name, Country, TaxId, Street, City, PostalCode);
}
