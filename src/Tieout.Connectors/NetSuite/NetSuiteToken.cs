using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.NetSuite;

/// <summary>What the token endpoint gives.</summary>
/// <param name="ExpiresIn">Seconds, as a number or as a text.</param>
internal sealed record NetSuiteToken(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] JsonElement ExpiresIn
)
{
    private const int UsualSeconds = 3600;

    public TimeSpan Life =>
        int.TryParse(
            ExpiresIn.ToString(),
            global::System.Globalization.CultureInfo.InvariantCulture,
            out var seconds
        )
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromSeconds(UsualSeconds);
}
