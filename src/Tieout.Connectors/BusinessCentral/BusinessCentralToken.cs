using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>What the token endpoint gives.</summary>
internal sealed record BusinessCentralToken(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] long ExpiresIn
);
