using System.Globalization;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Holds what a resource takes from outside its records against how it is read.</summary>
internal static class OutsideCheck
{
    public static void Check(
        ManifestNode node,
        RestResource resource,
        IReadOnlyDictionary<string, RestLookup> lookups
    )
    {
        CheckDepth(node, resource, lookups);
        if (resource.IsWatch || resource.IsOfDeleted)
        {
            return;
        }

        if (resource.Changes is RestChanges.Reread)
        {
            CheckVersion(node, resource, lookups);
        }
        else
        {
            CheckDeciding(node, resource, lookups);
        }
    }

    /// <summary>No path goes up further than there is something around a record.</summary>
    private static void CheckDepth(
        ManifestNode node,
        RestResource resource,
        IReadOnlyDictionary<string, RestLookup> lookups
    )
    {
        var most = resource.Records.Depth;
        if (resource.Each is { } each)
        {
            most += 1 + each.List.Records.Depth;
        }

        foreach (var field in resource.Fields)
        {
            var paths = Ways(field)
                .SelectMany(x =>
                    x.Paths.Concat(x.Value?.Paths ?? [])
                        .Concat(x.ZoneText?.Paths ?? [])
                        .Append(lookups.GetValueOrDefault(x.Lookup ?? string.Empty)?.Included)
                );
            if (paths.FirstOrDefault(x => x?.Up > most) is { } path)
            {
                node.Child("fields")!
                    .Fail(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"'{path.Text}' of {field.Column} goes up {path.Up} objects, and around a record there are {most}: each ^ is one, lists are none."
                        )
                    );
            }
        }
    }

    private static IEnumerable<RestField> Ways(RestField field) =>
        (field.Less is { } less ? field.First.Append(less) : field.First)
            .SelectMany(Ways)
            .Prepend(field);

    /// <summary>A version of the system's own stays as it is when only the outside changes.</summary>
    private static void CheckVersion(
        ManifestNode node,
        RestResource resource,
        IReadOnlyDictionary<string, RestLookup> lookups
    )
    {
        if (
            resource.Fields.Any(x => x.Column is "version")
            && resource.Fields.FirstOrDefault(x => x.IsOutside(lookups)) is { } outside
        )
        {
            node.Child("fields")!
                .Fail(
                    $"has version, which does not grow when only {outside.Column} changes, as that is told outside the record; leave version out, and the instant of the reading is taken."
                );
        }
    }

    /// <summary>A list of changes has a record only when it changes itself.</summary>
    private static void CheckDeciding(
        ManifestNode node,
        RestResource resource,
        IReadOnlyDictionary<string, RestLookup> lookups
    )
    {
        foreach (
            var field in resource.Fields.Where(x =>
                x.IsDeciding && x.LooksUp(lookups, l => l.Included is null)
            )
        )
        {
            node.Child("changes")!
                .Fail(
                    $"has a record only when it changes itself, and {field.Column} is looked up elsewhere: a change there, such as an approval, would never arrive. Read the list by kind: window or whole."
                );
        }
    }
}
