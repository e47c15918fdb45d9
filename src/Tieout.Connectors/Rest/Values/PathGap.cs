using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>Says what is where a path leads no further, so that a misspelt name is seen.</summary>
internal static class PathGap
{
    private const int NamesMax = 8;

    /// <summary>Such as: 'who' has: id, badge. None where the path leads to something, or to null.</summary>
    /// <param name="path">Leads to nothing.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="beginning">What that is called.</param>
    public static string? Of(DataPath path, Place from, string beginning)
    {
        if (path.GapOf(from) is not var (way, value))
        {
            return null;
        }

        var what = way.Length == 0 ? beginning : $"'{way}'";
        return value.ValueKind switch
        {
            JsonValueKind.Object => $"{what} has: {NamesIn(path, value)}",
            JsonValueKind.Array when value.GetArrayLength() == 0 => $"{what} is an empty list",
            JsonValueKind.Undefined => $"{what} is empty",
            _ => $"{what} is {JsonTexts.KindOf(value)}",
        };
    }

    /// <summary>The name that may have been meant; none where all are other names.</summary>
    public static string? Meant(DataPath path, Place from) =>
        path.GapOf(from) is var (_, value) && value.ValueKind is JsonValueKind.Object
            ? Nearest(path, value)
            : null;

    private static string NamesIn(DataPath path, JsonElement owner)
    {
        var nearest = Nearest(path, owner);
        var names = NamesOf(owner).ToList();
        var told = names
            .OrderBy(x => x.Equals(nearest, StringComparison.Ordinal) ? 0 : 1)
            .Take(NamesMax)
            .ToList();
        return names.Count == 0 ? "nothing"
            : names.Count > told.Count ? $"{string.Join(", ", told)}, …"
            : string.Join(", ", told);
    }

    private static string? Nearest(DataPath path, JsonElement owner) =>
        path
            .Names.Select(x => Spelling.Nearest(x, NamesOf(owner)))
            .FirstOrDefault(x => x is not null && !path.Names.Contains(x, StringComparer.Ordinal));

    private static IEnumerable<string> NamesOf(JsonElement owner) =>
        owner.EnumerateObject().Select(x => x.Name);
}
