using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads which records are meant.</summary>
internal static class ConditionBuilder
{
    public static IReadOnlyList<RestCondition> Where(ManifestNode owner) =>
        [.. owner.Items("where").Select(One)];

    private static RestCondition One(ManifestNode node) =>
        new(
            PagingBuilder.Path(node, "path") ?? DataPath.Parse(string.Empty),
            [.. node.Items("is").Select(x => x.Scalar)],
            [.. node.Items("not").Select(x => x.Scalar)],
            node.Has("exists") ? node.Flag("exists") : null
        );
}
