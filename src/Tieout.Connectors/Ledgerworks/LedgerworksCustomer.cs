namespace Tieout.Connectors.Ledgerworks;

/// <summary>A customer as Ledgerworks tells it.</summary>
internal sealed record LedgerworksCustomer(
    long Id,
    string Company,
    string Code,
    string Name,
    string Country,
    string? TaxId,
    string? Street,
    string? City,
    string? PostalCode,
    long Version
)
{
    public LedgerworksCustomerBody Body =>
        new(Company, Code, Name, Country, TaxId, Street, City, PostalCode);
}
