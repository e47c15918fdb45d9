namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>What is supplied, and when.</summary>
/// <param name="Service">Class of service: <c>general</c>, <c>data_processing</c>, <c>land</c>.</param>
/// <param name="LandCountry">Where the land is; its presence makes a land service land-related.</param>
/// <param name="Date">Tax point.</param>
public sealed record TaxedSupply(string Service, LocalDate Date, string? LandCountry = null)
{
    public const string Land = "land";
}
