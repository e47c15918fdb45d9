using System.Text.Json.Serialization;

namespace Tieout.Connectors.NetSuite;

/// <summary>The body of a refusal.</summary>
internal sealed record NetSuiteErrorBody(
    [property: JsonPropertyName("o:errorDetails")] IReadOnlyList<NetSuiteError>? Details = null
);
