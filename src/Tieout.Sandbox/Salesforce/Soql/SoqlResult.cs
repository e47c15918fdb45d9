using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>What a query found.</summary>
/// <param name="Total">How many, also where the records are not asked for.</param>
/// <param name="Records">As answers hold them, all pages.</param>
internal sealed record SoqlResult(int Total, IReadOnlyList<JsonObject> Records);
