using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>What a query found, kept for its next pages.</summary>
/// <param name="Size">Of a page, unless a call asks for another.</param>
/// <param name="Id">18 characters; empty as long as it is not kept.</param>
internal sealed record QueryCursor(
    string Id,
    bool WithDeleted,
    int Total,
    IReadOnlyList<JsonObject> Records,
    int Size,
    DateTimeOffset Expires
);
