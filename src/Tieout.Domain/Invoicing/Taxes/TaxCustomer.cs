namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The customer of a supply, as tax sees it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, of the establishment that is supplied.</param>
/// <param name="State">US state, two letters.</param>
/// <param name="IsBusiness">Not a consumer.</param>
/// <param name="VatIdIsValid">Checked and valid; not checked counts as not valid.</param>
/// <param name="ExemptUntil">Last day of an exemption certificate; none without one.</param>
public sealed record TaxCustomer(
    string Country,
    string? State = null,
    bool IsBusiness = true,
    bool VatIdIsValid = false,
    LocalDate? ExemptUntil = null
);
