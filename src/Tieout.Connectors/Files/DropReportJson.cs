using System.Text.Json.Serialization;

namespace Tieout.Connectors.Files;

/// <summary>The report's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(DropReport))]
internal sealed partial class DropReportJson : JsonSerializerContext;
