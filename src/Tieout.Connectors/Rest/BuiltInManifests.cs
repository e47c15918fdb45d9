using Tieout.Connectors.Rest.Manifests;

namespace Tieout.Connectors.Rest;

/// <summary>Systems whose manifest is part of the product: hub.yaml names them as a kind.</summary>
public static class BuiltInManifests
{
    private static readonly Dictionary<string, Lazy<RestManifest>> All = new[]
    {
        "harvest",
        "clockify",
        "toggl",
        "kantata",
    }.ToDictionary(x => x, x => new Lazy<RestManifest>(() => Read(x)), StringComparer.Ordinal);

    /// <summary>The kinds, as hub.yaml writes them.</summary>
    public static IReadOnlyCollection<string> Kinds => All.Keys;

    /// <summary>The manifest of a kind; none when there is none.</summary>
    public static RestManifest? Find(string kind) => All.GetValueOrDefault(kind)?.Value;

    private static RestManifest Read(string kind)
    {
        var name = $"{kind}.yaml";
        return ManifestReader.Read(
            name,
            () =>
                new StreamReader(
                    typeof(BuiltInManifests).Assembly.GetManifestResourceStream(name)
                        ?? throw new InvalidOperationException(
                            $"{name} is not part of the product."
                        )
                )
        );
    }
}
