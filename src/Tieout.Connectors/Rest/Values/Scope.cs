using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>What the placeholders of a template are looked up in, the nearest first.</summary>
/// <param name="Places">From the nearest to the farthest.</param>
/// <param name="Maps">Value maps by name.</param>
internal sealed record Scope(
    IReadOnlyList<Place> Places,
    IReadOnlyDictionary<string, ValueMap>? Maps = null
)
{
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
}
