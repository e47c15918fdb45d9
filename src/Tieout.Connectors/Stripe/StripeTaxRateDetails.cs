namespace Tieout.Connectors.Stripe;

/// <summary>Which tax rate an amount of tax is shown with.</summary>
internal sealed record StripeTaxRateDetails(string TaxRate);
