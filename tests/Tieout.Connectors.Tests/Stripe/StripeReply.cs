using System.Net;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>What the simulator answered.</summary>
internal sealed record StripeReply(
    HttpStatusCode Status,
    JsonObject Body,
    IReadOnlyDictionary<string, string> Headers
)
{
    public JsonObject Error => Body["error"]!.AsObject();
}
