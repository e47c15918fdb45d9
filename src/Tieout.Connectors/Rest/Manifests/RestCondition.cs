using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Which records of a list are meant.</summary>
/// <param name="AnyOf">One of these texts; any text when empty.</param>
/// <param name="NoneOf">None of these texts.</param>
/// <param name="Exists">Whether there is a value at all; not asked when none.</param>
internal sealed record RestCondition(
    DataPath Path,
    IReadOnlyList<string> AnyOf,
    IReadOnlyList<string> NoneOf,
    bool? Exists
)
{
    public bool Holds(Place record)
    {
        var text = Path.Find(record) is { } value
            ? JsonTexts.TextOf(value) ?? Structure(value)
            : null;
        return (Exists is not { } exists || exists == text is { Length: > 0 })
            && (AnyOf.Count == 0 || AnyOf.Contains(text ?? string.Empty, StringComparer.Ordinal))
            && !NoneOf.Contains(text ?? string.Empty, StringComparer.Ordinal);
    }

    private static string? Structure(System.Text.Json.JsonElement value) =>
        value.ValueKind is System.Text.Json.JsonValueKind.Null ? null : value.GetRawText();
}
