using System.Text.Json.Nodes;
using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>What the root of the service lists.</summary>
internal static class ServiceDocument
{
    public static NavAnswer Of(Uri root)
    {
        Resource[] all = [Resources.Company, Resources.Subscription, .. Resources.OfCompany];
        var sets = all.Select(x =>
            (JsonNode)
                new JsonObject
                {
                    ["name"] = x.Set,
                    ["kind"] = "EntitySet",
                    ["url"] = x.Set,
                }
        );
        return new NavAnswer(
            200,
            new JsonObject
            {
                ["@odata.context"] = $"{root}$metadata",
                ["value"] = new JsonArray([.. sets]),
            }
        );
    }
}
