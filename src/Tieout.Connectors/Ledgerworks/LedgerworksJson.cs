using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>How Ledgerworks' JSON is read: members it may add are ignored, missing ones are not.</summary>
internal static class LedgerworksJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };
}
