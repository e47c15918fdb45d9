using System.Text.Json;

namespace Tieout.Connectors.Salesforce.Http;

/// <summary>An answer without error.</summary>
/// <param name="Body">An object.</param>
/// <param name="ServerTime">Of the header Date; whole seconds. Ours where it is missing.</param>
internal sealed record SalesforceAnswer(JsonElement Body, Instant ServerTime);
