using Tieout.Connect;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads what can be written to a system.</summary>
internal sealed class WriteBuilder(ManifestContext context)
{
    private static readonly string[] DocumentFields =
    [
        "id",
        "key",
        "state",
        "number",
        "accounting_date",
        "currency",
        "net",
        "tax",
        "open",
        "sign",
        "version",
    ];

    private static readonly string[] CustomerFields =
    [
        "id",
        "key",
        "name",
        "country",
        "parent",
        "taxId",
        "street",
        "city",
        "postalCode",
        "buyerReference",
        "electronicAddress",
        "isOnHold",
        "version",
    ];

    private static readonly string[] NeededFields = ["id", "key"];

    private readonly FieldBuilder _fields = new(context);

    public RestWrites Build(ManifestNode node)
    {
        var customers = node.Child("customers") is { } parties
            ? Target(parties, "customer", "customer")
            : null;
        var documents = Target(
            node.Child("documents")!,
            "document",
            "document",
            "customer",
            "accounts"
        );
        return new RestWrites(
            new SinkCapabilities(
                node.Time("maximumServerRunTime") ?? default,
                node.Count("parallelKeys"),
                customers is not null,
                node.Flag("numbersByDate")
            ),
            customers,
            documents
        );
    }

    private RestTarget Target(ManifestNode node, string what, params IReadOnlyList<string> known)
    {
        var isDocument = what is "document";
        var fields = _fields.Build(node, layout: null);
        var columns = isDocument ? DocumentFields : CustomerFields;
        foreach (var field in fields.Where(x => !columns.Contains(x.Column)))
        {
            node.Child("fields")!
                .Fail($"'{field.Column}' is not known; known here: {string.Join(", ", columns)}.");
        }

        foreach (
            var missing in NeededFields.Except(fields.Select(x => x.Column), StringComparer.Ordinal)
        )
        {
            node.Child("fields")!.Fail($"lacks {missing}.");
        }

        var calls = new CallBuilder(context, [.. known, "idempotencyKey"]);
        var later = new CallBuilder(context, [.. known, "idempotencyKey", "found"]);
        return new RestTarget(
            Listing(node.Child("find")!, calls),
            isDocument ? Listing(node.Child("list")!, new CallBuilder(context, "prefix")) : null,
            fields,
            calls.Build(node.Child("create")!),
            node.Child("update") is { } update ? later.Build(update) : null,
            isDocument && node.Child("post") is { } post ? later.Build(post) : null,
            isDocument && node.Child("discard") is { } discard
                ? new CallBuilder(context, "found").Build(discard)
                : null,
            PagingBuilder.Path(node, "record") ?? DataPath.Parse(string.Empty)
        );
    }

    private static RestListing Listing(ManifestNode node, CallBuilder calls) =>
        new(
            calls.Build(node) with
            {
                ChangesNothing = true,
            },
            PagingBuilder.Path(node, "records") ?? DataPath.Parse(string.Empty),
            PagingBuilder.Paging(node.Child("paging"))
        );
}
