using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Kantata;

/// <summary>A member of a record that callers may set.</summary>
/// <param name="Default">What it is when nothing is said, as JSON.</param>
/// <param name="Refers">The kind of record whose id it is.</param>
/// <param name="Words">One of these.</param>
internal sealed record KantataField(
    string Name,
    KantataForm Form = KantataForm.Text,
    bool IsRequired = false,
    string Default = "null",
    string? Refers = null,
    IReadOnlyList<string>? Words = null
)
{
    public JsonNode? Initial => JsonNode.Parse(Default);

    /// <summary>For messages: <c>Date performed</c>.</summary>
    public string Title
    {
        get
        {
            var text = Name.EndsWith("_id", StringComparison.Ordinal) ? Name[..^3] : Name;
            return char.ToUpperInvariant(text[0]) + text[1..].Replace('_', ' ');
        }
    }
}
