using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.AvaTax;

/// <summary>How AvaTax's JSON is read and written: members it may add are ignored, missing ones are not.</summary>
internal static class AvaTaxJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };
}
