using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Makes a manifest of YAML whose shape has been checked.</summary>
internal sealed class ManifestBuilder(string file, ManifestNode root)
{
    private static readonly string[] OfLists = ["records", "paging", "from", "to"];

    private static readonly string[] OfRequests =
    [
        "path",
        "query",
        "headers",
        "body",
        "record",
        "records",
        "paging",
    ];

    public RestManifest Build()
    {
        var named = new ManifestContext(
            Named("settings"),
            Named("secrets"),
            new Dictionary<string, ValueMap>(StringComparer.Ordinal)
        );
        var bare = named with
        {
            Maps = root.Entries("maps")
                .ToDictionary(
                    x => x.Name,
                    x => CallBuilder.Map(named, x.Value),
                    StringComparer.Ordinal
                ),
        };
        var lookups = root.Entries("lookups")
            .ToDictionary(x => x.Name, x => Lookup(bare, x.Name, x.Value), StringComparer.Ordinal);
        var context = bare with { Lookups = lookups };
        var resources = Resources(context);
        CheckWatches(resources);
        var writes = Writes(context);
        if (resources.Count == 0 && writes is null)
        {
            root.Fail("has neither resources nor writes; there is nothing to do.");
        }

        var calls = new CallBuilder(context);
        var dialect = new RestDialect(
            new AuthBuilder(context).Build(root.Child("auth")),
            calls.Headers(root),
            root.Child("check") is { } check
                ? calls.Build(check) with
                {
                    ChangesNothing = true,
                }
                : null,
            ChecksReadings(),
            Limits(),
            [.. root.Items("errors").Select(Rule)],
            context.Maps,
            lookups,
            resources,
            root.Child("webhooks") is { } hooks
                ? WebhookBuilder.Build(context, hooks, resources)
                : null,
            writes,
            Projects(context)
        );
        return new RestManifest(dialect)
        {
            File = file,
            SystemName = root.Required("system"),
            Address = Address(),
            Settings = context.Settings,
            Secrets = context.Secrets,
        };
    }

    private Dictionary<string, string?> Named(string key) =>
        root.Entries(key)
            .ToDictionary(
                x => x.Name,
                x => x.Value.Scalar is "?" ? null : x.Value.Scalar,
                StringComparer.Ordinal
            );

    private RestWrites? Writes(ManifestContext context) =>
        root.Child("writes") is { } node ? new WriteBuilder(context).Build(node) : null;

    private RestProjectSetup? Projects(ManifestContext context) =>
        root.Child("projects") is { } node ? new WriteBuilder(context).BuildProjects(node) : null;

    private Uri? Address() =>
        root.Text("address") is { } text ? new Uri(text.EndsWith('/') ? text : text + "/") : null;

    private static RestLookup Lookup(ManifestContext context, string name, ManifestNode node)
    {
        var key = node.Child("key")?.Parse(Template.Parse);
        var included = PagingBuilder.Path(node, "included");
        CheckLookup(node, included is not null);
        var calls = new CallBuilder(context, ["key", .. PagingBuilder.Placeholders(node)]);
        var call = calls.Build(node) with { ChangesNothing = true };
        if (key is null && included is null && !calls.Used.Contains("key"))
        {
            node.Fail("needs {key}: the id that a record refers to; or is a list with a key.");
        }

        if (key is null && OfLists.Any(node.Has))
        {
            node.Fail("needs key: what of a record of the list is referred to.");
        }

        return new RestLookup(
            name,
            call,
            PagingBuilder.Path(node, "record") ?? DataPath.Parse(string.Empty),
            key is null || included is not null ? null : ResourceBuilder.Listing(context, node),
            key,
            PagingBuilder.Path(node, "from"),
            PagingBuilder.Path(node, "to"),
            ResourceBuilder.When(context, node) is { } setting
                ? Template.Parse($"{{settings.{setting}}}")
                : null,
            included
        )
        {
            Where = ConditionBuilder.Where(node),
        };
    }

    private static void CheckLookup(ManifestNode node, bool isIncluded)
    {
        if (node.Has("path") == isIncluded)
        {
            node.Fail("needs either path or included.");
        }
        else if (isIncluded && OfRequests.FirstOrDefault(node.Has) is { } other)
        {
            node.Child(other)!.Fail("asks for something, and what is included is there already.");
        }
        else if (isIncluded && !node.Has("key"))
        {
            node.Fail("needs key: what of a record that is included is referred to.");
        }
    }

    /// <summary>In the order in which a first load is best read.</summary>
    private List<RestResource> Resources(ManifestContext context)
    {
        var order = FeedFormats.All.Select(x => x.Name).ToList();
        return
        [
            .. root.Entries("resources")
                .Select(x => new ResourceBuilder(context).Build(x.Name, x.Value))
                .OrderBy(x => order.IndexOf(x.Format.Name)),
        ];
    }

    private bool ChecksReadings()
    {
        if (root.Flag("checkReadings") && root.Child("check") is null)
        {
            root.Child("checkReadings")!.Fail("needs check: what is sent.");
        }

        return root.Flag("checkReadings");
    }

    /// <summary>A list of ids belongs to the one list that tells the records.</summary>
    private void CheckWatches(IReadOnlyCollection<RestResource> resources)
    {
        foreach (var watch in resources.Where(x => x.IsWatch))
        {
            var beside = resources.Where(x => x.Format == watch.Format && x != watch).ToList();
            if (beside.Count(x => x.WatchAmong(resources) == watch) != 1)
            {
                root.Entries("resources")
                    .First(x => x.Name.Equals(watch.Name, StringComparison.Ordinal))
                    .Value.Child("deletions")!
                    .Fail(
                        $"has 'only', so one other resource of feed {watch.Format.Name} has to be read by since; that one is watched."
                    );
            }
        }
    }

    private RestLimits Limits()
    {
        var limits = root.Child("limits") ?? root.Empty(Shapes.ManifestShapes.Limits, "limits");
        return new RestLimits(
            limits.Has("requests") ? limits.Count("requests") : null,
            limits.Time("per") ?? default,
            limits.Time("readTimeout") ?? default,
            limits.Time("writeTimeout") ?? default,
            limits.Count("attempts"),
            limits.Time("waitMax") ?? default,
            limits.Count("pagesMax"),
            limits.Count("answerBytesMax"),
            limits.Text("retryAfterHeader"),
            FieldBuilder.FormOf(limits.Required("retryAfterAs"))
        );
    }

    private static RestErrorRule Rule(ManifestNode node) =>
        new(
            [.. node.Items("status").Select(x => StatusRange.Parse(x.Scalar))],
            PagingBuilder.Path(node, "path"),
            FieldBuilder.Pattern(node, "matches"),
            node.Text("method"),
            node.Text("fault") switch
            {
                "transient" => ConnectorFault.Transient,
                "outcome-unknown" => ConnectorFault.OutcomeUnknown,
                "settings" => ConnectorFault.Settings,
                "refused" => ConnectorFault.Refused,
                "contract" => ConnectorFault.Contract,
                _ => null,
            },
            node.Text("reason"),
            PagingBuilder.Path(node, "message"),
            node.Text("hint"),
            node.Time("retryAfter")
        );
}
