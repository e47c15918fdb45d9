namespace Tieout.Connectors.Stripe;

/// <summary>A postal address.</summary>
internal sealed record StripeAddress(
    string? Country = null,
    string? Line1 = null,
    string? City = null,
    string? PostalCode = null
);
