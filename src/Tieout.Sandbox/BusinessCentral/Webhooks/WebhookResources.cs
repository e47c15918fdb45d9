using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.BusinessCentral.Http;

namespace Tieout.Sandbox.BusinessCentral.Webhooks;

/// <summary>The sets that changes can be told of, as the runtime's own API lists them.</summary>
/// <remarks>A filter on the address is passed over; the form of a row is not documented [U].</remarks>
internal static class WebhookResources
{
    public static NavAnswer List(HttpRequest request)
    {
        var rows = SubscriptionDesk.Supported.Select(x =>
            (JsonNode)new JsonObject { ["resource"] = $"v2.0/{x}" }
        );
        return new NavAnswer(
            200,
            new JsonObject
            {
                ["@odata.context"] =
                    $"{request.Scheme}://{request.Host}/api/microsoft/runtime/beta/$metadata#webhookSupportedResources",
                ["value"] = new JsonArray([.. rows]),
            }
        );
    }
}
