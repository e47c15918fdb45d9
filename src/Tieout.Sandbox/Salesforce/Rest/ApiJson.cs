using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>How answers are written: text as it is, not escaped beyond need.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Dialect { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
