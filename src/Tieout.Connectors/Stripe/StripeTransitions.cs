namespace Tieout.Connectors.Stripe;

/// <summary>When an invoice came how far.</summary>
internal sealed record StripeTransitions(
    long? FinalizedAt = null,
    long? PaidAt = null,
    long? VoidedAt = null
);
