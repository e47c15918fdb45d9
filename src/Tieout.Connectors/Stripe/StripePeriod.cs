namespace Tieout.Connectors.Stripe;

/// <summary>From and until, in seconds.</summary>
internal sealed record StripePeriod(long Start, long End);
