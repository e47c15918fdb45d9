using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>How the API's JSON is read: members it may add are ignored, missing ones are not.</summary>
internal static class BusinessCentralJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };

    /// <summary>A text in a filter.</summary>
    public static string Quoted(string text) =>
        Uri.EscapeDataString($"'{text.Replace("'", "''", StringComparison.Ordinal)}'");
}
