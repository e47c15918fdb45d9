using System.Text.Json.Serialization;

namespace Tieout.Connectors.Stripe;

/// <summary>As far as it leads to the document; of an invoice payment the invoice.</summary>
internal sealed record StripeEventObject(
    string Id,
    [property: JsonPropertyName("object")] string Kind,
    string? Invoice = null
);
