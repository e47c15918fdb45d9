namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>Rates and taxed services as two lists.</summary>
/// <param name="Rates">Percent by place.</param>
/// <param name="TaxableServices">By US state, the classes of service taxed there.</param>
public sealed record ListedTaxRates(
    IReadOnlyDictionary<string, decimal> Rates,
    IReadOnlyDictionary<string, IReadOnlyList<string>> TaxableServices
) : ITaxRates
{
    /// <inheritdoc/>
    public decimal? RateAt(string place) => Rates.TryGetValue(place, out var rate) ? rate : null;

    /// <inheritdoc/>
    public bool IsTaxedIn(string state, string service) =>
        TaxableServices.TryGetValue(state, out var taxed)
        && taxed.Contains(service, StringComparer.Ordinal);
}
