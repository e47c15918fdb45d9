using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Serving.Json;

/// <summary>One call of a system whose API speaks JSON.</summary>
/// <param name="Request">As it came.</param>
/// <param name="Ids">What stands in the place of the route's placeholders.</param>
/// <param name="Body">What was sent; none when nothing was.</param>
/// <param name="Now">What time the system takes it to be.</param>
internal sealed record JsonCall(
    HttpRequest Request,
    IReadOnlyList<string> Ids,
    JsonNode? Body,
    DateTimeOffset Now
)
{
    /// <summary>What stands in the place of the last placeholder.</summary>
    public string Id => Ids[^1];

    /// <summary>The members that were sent; none of them when the body is no object.</summary>
    public JsonObject Sent => Body as JsonObject ?? [];

    /// <summary>A parameter of the query; none when it is missing or empty.</summary>
    public string? Query(string name) =>
        Request.Query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text
            ? text
            : null;
}
