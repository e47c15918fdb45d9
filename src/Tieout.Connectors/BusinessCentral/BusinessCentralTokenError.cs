using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Why there is no token.</summary>
internal sealed record BusinessCentralTokenError(
    string? Error = null,
    [property: JsonPropertyName("error_codes")] IReadOnlyList<long>? Codes = null
);
