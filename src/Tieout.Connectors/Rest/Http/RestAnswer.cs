using System.Text.Json;

namespace Tieout.Connectors.Rest.Http;

/// <summary>An answer that is no error.</summary>
/// <param name="Body">Undefined where there was none.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="NextLink">Of the header Link.</param>
internal sealed record RestAnswer(int Status, JsonElement Body, string Text, string? NextLink)
{
    /// <summary>By their names, in whatever case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
