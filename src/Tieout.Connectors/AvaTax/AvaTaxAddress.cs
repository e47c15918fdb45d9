namespace Tieout.Connectors.AvaTax;

/// <summary>An address as AvaTax finds jurisdictions by it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record AvaTaxAddress(
    string Country,
    string? Line1 = null,
    string? City = null,
    string? Region = null,
    string? PostalCode = null
)
{
    /// <summary>
    /// What it lacks to be found, for a person; none when it is enough. In the United States and Canada a
    /// postal code, or street, city and region; elsewhere the country decides. Source: AvaTax's error
    /// InvalidAddress; that the country is enough elsewhere is not documented [U].
    /// </summary>
    public string? Missing =>
        string.IsNullOrWhiteSpace(Country) ? "a country"
        : Country is not ("US" or "CA") || !string.IsNullOrWhiteSpace(PostalCode) ? null
        : string.IsNullOrWhiteSpace(Line1)
        || string.IsNullOrWhiteSpace(City)
        || string.IsNullOrWhiteSpace(Region)
            ? "a postal code, or street, city and region"
        : null;
}
