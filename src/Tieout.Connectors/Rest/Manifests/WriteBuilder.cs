using Tieout.Connect;
using Tieout.Connectors.Rest.Values;
using Tieout.Connectors.Rest.Writing;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads what can be written to a system.</summary>
internal sealed class WriteBuilder(ManifestContext context)
{
    private readonly FieldBuilder _fields = new(context);

    public RestWrites Build(ManifestNode node)
    {
        var customers = node.Child("customers") is { } parties
            ? Target(parties, TargetLayout.Customers, DeliveryNames.OfParty)
            : null;
        var known = DeliveryNames.OfDocument(customers?.Fields);
        return new RestWrites(
            new SinkCapabilities(
                node.Time("maximumServerRunTime") ?? default,
                node.Count("parallelKeys"),
                customers is not null,
                node.Flag("numbersByDate")
            ),
            customers,
            Target(node.Child("documents")!, TargetLayout.Documents, known),
            node.Child("creditMemos") is { } memos
                ? Target(memos, TargetLayout.Documents, known)
                : null
        );
    }

    public RestProjectSetup BuildProjects(ManifestNode node)
    {
        var customers = node.Child("customers") is { } parties
            ? Target(parties, TargetLayout.Customers, DeliveryNames.OfParty)
            : null;
        var known = DeliveryNames.OfProject(customers?.Fields);
        var setup = new RestProjectSetup(
            customers,
            Target(node, TargetLayout.Projects, known),
            new CallBuilder(context, DeliveryNames.OfParty).Template(node, "ownCustomer"),
            new CallBuilder(context).Template(node, "pricesEntries")
        );
        if (setup.KeepsClosed && setup.Projects.Update is null)
        {
            node.Child("fields")!.Fail("has closed, so update has to say how a project is opened.");
        }

        return setup;
    }

    private RestTarget Target(ManifestNode node, TargetLayout layout, Vocabulary known)
    {
        var fields = _fields.Build(node, layout);
        foreach (
            var missing in layout
                .Columns.Where(x => x.IsRequired)
                .Select(x => x.Name)
                .Except(fields.Select(x => x.Column), StringComparer.Ordinal)
        )
        {
            node.Child("fields")!.Fail($"lacks {missing}.");
        }

        var found = DeliveryNames.Found(fields);
        var calls = new CallBuilder(context, known);
        var later = new CallBuilder(context, known.With(found));
        return new RestTarget(
            Listing(node.Child("find")!, known),
            node.Child("list") is { } list
                ? Listing(list, Vocabulary.OfLeaves(ListScope.Names))
                : null,
            fields,
            calls.Build(node.Child("create")!),
            node.Child("update") is { } update ? later.Build(update) : null,
            node.Child("post") is { } post ? later.Build(post) : null,
            node.Child("discard") is { } discard
                ? new CallBuilder(context, found).Build(discard)
                : null,
            PagingBuilder.Path(node, "record") ?? DataPath.Parse(string.Empty)
        )
        {
            Layout = layout,
            After = [.. node.Items("after").Select(x => Step(x, known.With(found)))],
        };
    }

    private RestStep Step(ManifestNode node, Vocabulary known)
    {
        var calls = new CallBuilder(context, known);
        return new RestStep(
            calls.Template(node, "when"),
            Listing(node.Child("find")!, known),
            calls.Build(node.Child("call")!)
        );
    }

    private RestListing Listing(ManifestNode node, Vocabulary known)
    {
        var page = Vocabulary.OfLeaves(PagingBuilder.Placeholders(node));
        return ResourceBuilder.Listing(node, new CallBuilder(context, known.With(page)));
    }
}
