namespace Tieout.Connectors.Stripe;

/// <summary>Anything, as far as it tells whether it is still there.</summary>
internal sealed record StripeTrace(string Id, bool Deleted = false);
