namespace Tieout.Sandbox.Stripe;

/// <summary>One request that found its route.</summary>
/// <param name="Ids">What the route's placeholders stand for, in their order.</param>
/// <param name="Params">Of the query and the body.</param>
internal sealed record StripeCall(IReadOnlyList<string> Ids, StripeParams Params)
{
    public string Id => Ids[0];
}
