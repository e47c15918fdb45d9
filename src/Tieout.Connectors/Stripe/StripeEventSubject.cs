namespace Tieout.Connectors.Stripe;

/// <summary>What an event is about.</summary>
internal sealed record StripeEventSubject(StripeEventObject Object);
