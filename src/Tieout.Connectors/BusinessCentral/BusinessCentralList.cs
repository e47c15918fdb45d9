using System.Text.Json.Serialization;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A page of a list.</summary>
/// <param name="Next">Address of the next page; none on the last.</param>
internal sealed record BusinessCentralList<T>(
    IReadOnlyList<T> Value,
    [property: JsonPropertyName("@odata.nextLink")] string? Next = null
);
