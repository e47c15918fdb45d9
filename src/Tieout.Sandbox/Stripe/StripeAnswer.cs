using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>What was done, as it is sent.</summary>
/// <param name="Status">200 for everything that is done, creation included.</param>
internal sealed record StripeAnswer(int Status, JsonObject Body)
{
    public static implicit operator StripeAnswer(JsonObject body) => new(200, body);
}
