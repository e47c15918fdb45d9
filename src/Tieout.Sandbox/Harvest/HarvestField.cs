using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Harvest;

/// <summary>A member of a record that callers may set.</summary>
/// <param name="Default">What it is when nothing is said, as JSON.</param>
/// <param name="Refers">The kind of record whose id it is.</param>
/// <param name="Words">One of these.</param>
internal sealed record HarvestField(
    string Name,
    HarvestForm Form = HarvestForm.Text,
    bool IsRequired = false,
    string Default = "null",
    string? Refers = null,
    IReadOnlyList<string>? Words = null
)
{
    public JsonNode? Initial => JsonNode.Parse(Default);
}
