namespace Tieout.Connectors.Stripe;

/// <summary>One page of a list, or of a search.</summary>
internal sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore, string? NextPage = null);
