namespace Tieout.Connectors.Stripe;

/// <summary>A customer.</summary>
internal sealed record StripeCustomer(
    string Id,
    long Created = 0,
    string? Name = null,
    StripeAddress? Address = null,
    IReadOnlyDictionary<string, string>? Metadata = null,
    bool Deleted = false
);
