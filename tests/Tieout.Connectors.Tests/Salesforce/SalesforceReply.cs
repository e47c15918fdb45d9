using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>An answer of the simulated organisation.</summary>
public sealed record SalesforceReply(
    HttpStatusCode Status,
    JsonNode? Body,
    HttpResponseHeaders Headers
)
{
    public string? Code => (Body as JsonArray)?[0]?["errorCode"]?.ToString();

    public string? Message => (Body as JsonArray)?[0]?["message"]?.ToString();

    public string? Id => (Body as JsonObject)?["id"]?.ToString();
}
