using System.Text.Json.Serialization;

namespace Tieout.Connectors.NetSuite;

/// <summary>One thing that was refused.</summary>
/// <param name="Path">The field at fault: <c>item.items[0].taxCode</c>.</param>
internal sealed record NetSuiteError(
    [property: JsonPropertyName("o:errorCode")] string Code,
    string Detail = "",
    [property: JsonPropertyName("o:errorPath")] string? Path = null
)
{
    /// <summary>The field alone: <c>taxCode</c>.</summary>
    public string Field => Path?.Split('.')[^1] ?? string.Empty;

    public bool Says(string text) => Detail.Contains(text, StringComparison.OrdinalIgnoreCase);
}
