namespace Tieout.Connectors.Stripe;

/// <summary>An error as Stripe words it.</summary>
internal sealed record StripeError(
    string Type,
    string? Message = null,
    string? Code = null,
    string? Param = null
);
