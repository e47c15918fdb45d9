using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Rest.Values;

/// <summary>What the placeholders of a template are looked up in, the nearest first.</summary>
/// <param name="Places">From the nearest to the farthest.</param>
/// <param name="Maps">Value maps by name.</param>
internal sealed record Scope(
    IReadOnlyList<Place> Places,
    IReadOnlyDictionary<string, ValueMap>? Maps = null
)
{
    /// <summary>What is being written, such as Document D-1; none for requests that are about nothing in particular.</summary>
    public string? Subject { get; init; }

    public static Scope Of(params IReadOnlyList<JsonElement> values) =>
        new([.. values.Select(x => new Place(x))]);

    public Scope Within(JsonElement nearest) =>
        this with
        {
            Places = [new Place(nearest), .. Places],
        };

    /// <summary>A value by a name, before everything else.</summary>
    public Scope Within(string name, JsonElement value) =>
        Within(
            JsonSerializer.SerializeToElement(
                new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [name] = value }
            )
        );

    public JsonElement? Find(DataPath path)
    {
        foreach (var place in Places)
        {
            if (path.Find(place) is { ValueKind: not JsonValueKind.Undefined } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A placeholder that cannot be filled.</summary>
    /// <remarks>What cannot be written of one document says nothing of the others.</remarks>
    public ConnectorException Unsendable(DataPath path, string why) =>
        Subject is null
            ? new ConnectorException(ConnectorFault.Settings, $"{{{path.Text}}}: {why}")
            : new ConnectorException(
                ConnectorFault.Refused,
                $"{Subject} cannot be sent: {{{path.Text}}}: {why}",
                reason: ReasonOf(path)
            );

    /// <summary>Codes of taxes stand by themselves in the lines and taxes of a document.</summary>
    private static string? ReasonOf(DataPath path) =>
        path.Root switch
        {
            "taxCode" or "code" => "TAX_CODE_MISSING",
            "accounts" => "GL_MAPPING_MISSING",
            "dimensions" => "DIMENSION_INVALID",
            _ => null,
        };
}
