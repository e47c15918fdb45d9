namespace Tieout.Connectors.Stripe;

/// <summary>The account that a key belongs to.</summary>
internal sealed record StripeAccount(string Id);
