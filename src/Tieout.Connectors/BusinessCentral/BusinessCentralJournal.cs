using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A batch of a general journal as Business Central tells it.</summary>
internal sealed record BusinessCentralJournal(
    Guid Id,
    [property: JsonPropertyName("@odata.etag")] string Version,
    string Code
);
