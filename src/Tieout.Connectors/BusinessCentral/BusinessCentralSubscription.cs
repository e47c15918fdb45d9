using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>That changes of a resource are told to an address.</summary>
/// <param name="ETag">The version that a change is based on; none in what is sent.</param>
internal sealed record BusinessCentralSubscription(
    string NotificationUrl,
    string Resource,
    string? ClientState,
    string? SubscriptionId = null,
    DateTimeOffset? ExpirationDateTime = null,
    [property: JsonPropertyName("@odata.etag")] string? ETag = null
);
