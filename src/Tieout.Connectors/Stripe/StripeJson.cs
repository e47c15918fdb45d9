using System.Text.Json;

namespace Tieout.Connectors.Stripe;

/// <summary>How Stripe's JSON is read: members it may add are ignored, missing ones are not.</summary>
internal static class StripeJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };
}
