namespace Tieout.Connectors.Stripe;

/// <summary>An amount of tax.</summary>
internal sealed record StripeTax(
    long Amount,
    long? TaxableAmount = null,
    StripeTaxRateDetails? TaxRateDetails = null
);
