using System.Text.Json;

namespace Tieout.Connectors.NetSuite;

/// <summary>How the service's JSON is read: members it may add are ignored, missing ones are not.</summary>
internal static class NetSuiteJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = global::System.Text.Json.Serialization.JsonNumberHandling.Strict,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };

    /// <summary>A text in a query.</summary>
    public static string Quoted(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
