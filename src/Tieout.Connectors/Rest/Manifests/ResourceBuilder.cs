using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads one list of records.</summary>
internal sealed class ResourceBuilder(ManifestContext context)
{
    private static readonly string[] DeletableFeeds =
    [
        "time",
        "expenses",
        "milestones",
        "deliveries",
    ];

    private readonly FieldBuilder _fields = new(context);

    public RestResource Build(string name, ManifestNode node)
    {
        var format = FeedFormats.All.First(x => Is(x.Name, node.Required("feed")));
        var changes = PagingBuilder.Changes(node.Child("changes"));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var each = node.Child("each") is { } owners ? Each(owners, changes, used) : null;
        var calls = new CallBuilder(
            context,
            [
                .. KnownTo(changes),
                .. PagingBuilder.Placeholders(node),
                .. each is null ? Array.Empty<string>() : ["each"],
            ]
        );
        var call = calls.Build(node) with { ChangesNothing = true };
        used.UnionWith(calls.Used);
        CheckChanges(node, changes, used);
        CheckEach(node, changes, calls.Used);
        var fields = _fields.Build(node, format);
        var isOfDeleted = node.Flag("deleted");
        var deletions = Deletions(node, format, changes);
        CheckColumns(node, format, fields, changes, isOfDeleted || deletions is { IsAll: true });
        var resource = new RestResource(
            name,
            format,
            call,
            PagingBuilder.Path(node, "records") ?? DataPath.Parse(string.Empty),
            ConditionBuilder.Where(node),
            PagingBuilder.Paging(node, calls.Used),
            changes,
            deletions,
            PagingBuilder.Path(node, "id") ?? IdOf(format, fields),
            isOfDeleted,
            fields,
            [.. Rows(node, format, format)],
            each,
            When(context, node)
        );
        OutsideCheck.Check(node, resource, context.Lookups);
        return resource;
    }

    /// <summary>A list that is read for the sake of another.</summary>
    public static RestListing Listing(ManifestContext context, ManifestNode node) =>
        Listing(node, new CallBuilder(context, PagingBuilder.Placeholders(node)));

    /// <summary>A list whose request has placeholders of its own.</summary>
    public static RestListing Listing(ManifestNode node, CallBuilder calls)
    {
        var call = calls.Build(node) with { ChangesNothing = true };
        return new RestListing(
            call,
            PagingBuilder.Path(node, "records") ?? DataPath.Parse(string.Empty),
            PagingBuilder.Paging(node, calls.Used)
        );
    }

    private RestEach Each(ManifestNode node, RestChanges changes, HashSet<string> used)
    {
        var calls = new CallBuilder(
            context,
            [.. KnownTo(changes), .. PagingBuilder.Placeholders(node)]
        );
        var list = Listing(node, calls);
        used.UnionWith(calls.Used);
        return new RestEach(list, PagingBuilder.Path(node, "id") ?? DataPath.Parse("id"));
    }

    private static void CheckEach(ManifestNode node, RestChanges changes, IReadOnlySet<string> used)
    {
        if (node.Child("each") is not { } each)
        {
            return;
        }

        if (!used.Contains("each"))
        {
            each.Fail("needs {each.…} in the request of the resource, such as {each.id}.");
        }

        // What goes on from the last change of one list leaves out older changes of the next.
        if (changes is not (RestChanges.Reread or RestChanges.Since { IsAscending: false }))
        {
            node.Child("changes")!
                .Fail(
                    "goes on through one list; with each write whole, window, or since in order: any."
                );
        }
    }

    private static IEnumerable<string> KnownTo(RestChanges changes) =>
        changes switch
        {
            RestChanges.Since => ["since", "sinceId", "now", "today"],
            RestChanges.Reread { Window: not null } => ["from", "to"],
            RestChanges.Sequence => ["after"],
            RestChanges.Token => ["token"],
            _ => [],
        };

    private static void CheckChanges(ManifestNode node, RestChanges changes, HashSet<string> used)
    {
        if (KnownTo(changes).FirstOrDefault() is { } needed && !used.Contains(needed))
        {
            node.Child("changes")!
                .Fail(
                    $"needs {{{needed}}} in the query, so that the system is asked for less than all."
                );
        }
    }

    private static DataPath? IdOf(FeedFormat format, IReadOnlyList<RestField> fields)
    {
        var key = format.Columns[0].Name;
        return fields.FirstOrDefault(x => Is(x.Column, key)) is { Paths: [var path, ..] }
            ? path
            : null;
    }

    private static void CheckColumns(
        ManifestNode node,
        FeedFormat format,
        IReadOnlyList<RestField> fields,
        RestChanges changes,
        bool isByIdOnly
    )
    {
        bool IsMapped(Column column) => fields.Any(x => Is(x.Column, column.Name));
        var needed = isByIdOnly ? format.Columns.Take(1) : format.Columns.Where(x => x.IsRequired);
        foreach (var missing in needed.Where(x => !IsMapped(x)))
        {
            node.Child("fields")!
                .Fail($"lacks {missing.Name}, which {format.Name} needs: {missing.Meaning}.");
        }

        foreach (var any in format.Alternatives.Where(x => !x.Any(IsMapped)))
        {
            var isVersion = any.Any(x => x.Name is "version");
            if (!isByIdOnly && !(isVersion && changes is RestChanges.Reread))
            {
                node.Child("fields")!
                    .Fail($"lacks one of {string.Join(", ", any.Select(x => x.Name))}.");
            }
        }
    }

    private RestDeletions? Deletions(ManifestNode node, FeedFormat format, RestChanges changes)
    {
        if (node.Child("deletions") is not { } deletions)
        {
            return null;
        }

        if (changes is not RestChanges.Reread && !node.Flag("deleted"))
        {
            deletions.Fail(
                "goes with changes of kind whole or window, since others tell no absence, or with deleted: true."
            );
        }

        if (!DeletableFeeds.Contains(format.Name, StringComparer.Ordinal))
        {
            deletions.Fail($"goes with the feeds {string.Join(", ", DeletableFeeds)}.");
        }

        var calls = new CallBuilder(context, ["id", .. KnownTo(changes)]);
        var call = calls.Build(deletions) with { ChangesNothing = true };
        if (!calls.Used.Contains("id"))
        {
            deletions.Fail("needs {id} in its path.");
        }

        return new RestDeletions(
            call,
            PagingBuilder.Path(deletions, "record"),
            deletions.Flag("allowMass"),
            deletions.Flag("only")
        );
    }

    /// <summary>The name of a setting that the manifest knows.</summary>
    public static string? When(ManifestContext context, ManifestNode node)
    {
        if (node.Text("when") is { } name && !context.Settings.ContainsKey(name))
        {
            node.Child("when")!
                .Fail(
                    $"'{name}' is not one of the settings ({ManifestContext.Named(context.Settings.Keys)}); add it there."
                );
        }

        return node.Text("when");
    }

    private IEnumerable<RestRows> Rows(ManifestNode node, FeedFormat format, Layout parent)
    {
        foreach (var (name, rows) in node.Entries("rows"))
        {
            var layout = (format as GroupedFormat)?.NestedLayout(parent, name);
            if (layout is null)
            {
                rows.Fail($"{parent.Name} has no rows '{name}'; see docs/reference/files.md.");
                continue;
            }

            CheckRows(rows);
            yield return new RestRows(
                name,
                PagingBuilder.Path(rows, "records"),
                _fields.Build(rows, layout),
                [.. Rows(rows, format, layout)]
            )
            {
                Lookup = rows.Text("lookup"),
                Key = rows.Child("key")?.Parse(Template.Parse),
            };
        }
    }

    private void CheckRows(ManifestNode rows)
    {
        if (rows.Has("records") == rows.Has("lookup") || rows.Has("lookup") != rows.Has("key"))
        {
            rows.Fail("needs either records, or lookup and key.");
        }
        else if (
            rows.Text("lookup") is { } name
            && context.Lookups.GetValueOrDefault(name) is not { List: not null, IsDated: false }
        )
        {
            rows.Child("lookup")!
                .Fail(
                    $"'{name}' is none of the lookups that are lists, with path and key and without from and to."
                );
        }
    }

    private static bool Is(string left, string right) =>
        left.Equals(right, StringComparison.Ordinal);
}
