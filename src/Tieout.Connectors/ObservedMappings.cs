namespace Tieout.Connectors;

/// <summary>What becomes what in the connectors in code: pages of the reference, as Markdown.</summary>
/// <remarks>
/// A manifest says itself what it does. A connector in code does not, so its page is what a test has
/// observed of it, and is part of the product as it stands in the reference.
/// </remarks>
public static class ObservedMappings
{
    private const string Folder = "mappings/";
    private const string Ending = ".md";

    /// <summary>The kinds, as hub.yaml writes them.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. typeof(ObservedMappings)
            .Assembly.GetManifestResourceNames()
            .Where(x => x.StartsWith(Folder, StringComparison.Ordinal))
            .Select(x => x[Folder.Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The page of a kind; none when there is none.</summary>
    public static string? Find(string kind)
    {
        using var page = typeof(ObservedMappings).Assembly.GetManifestResourceStream(
            Folder + kind + Ending
        );
        if (page is null)
        {
            return null;
        }

        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
