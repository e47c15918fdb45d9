using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What the sections of a manifest may refer to.</summary>
internal sealed record ManifestContext(
    IReadOnlyDictionary<string, string?> Settings,
    IReadOnlyDictionary<string, string?> Secrets,
    IReadOnlyDictionary<string, ValueMap> Maps
)
{
    public IReadOnlyDictionary<string, RestLookup> Lookups { get; init; } =
        new Dictionary<string, RestLookup>(StringComparer.Ordinal);

    /// <summary>The name of a secret that the manifest knows.</summary>
    public string? Secret(ManifestNode node, string key)
    {
        if (node.Text(key) is not { } name)
        {
            return null;
        }

        if (!Secrets.ContainsKey(name))
        {
            node.Child(key)!
                .Fail(
                    $"'{name}' is not one of the secrets ({Named(Secrets.Keys)}); name it there."
                );
        }

        return name;
    }

    public static string Named(IEnumerable<string> names) =>
        string.Join(", ", names.DefaultIfEmpty("none"));
}
