using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads what the system sends of its own accord.</summary>
internal static class WebhookBuilder
{
    public static RestWebhooks Build(
        ManifestContext context,
        ManifestNode node,
        IReadOnlyCollection<RestResource> resources
    )
    {
        var named = node.Entries("resources")
            .ToDictionary(
                x => x.Name,
                x => (IReadOnlyList<string>)[.. x.Value.Items().Select(y => Known(y, resources))],
                StringComparer.Ordinal
            );
        var isHash = node.Kind is "hmac-sha256";
        var signed = isHash
            ? new CallBuilder(context, "headers", "body").Template(node, "signed")
            : null;
        if (signed is not null && !signed.Paths.Any(x => x.Root is "body"))
        {
            node.Child("signed")!
                .Fail("lacks {body}: a proof that is not of the body proves nothing of it.");
        }

        return new RestWebhooks(
            node.Required("header"),
            context.Secret(node, "secret") ?? string.Empty,
            isHash,
            isHash && node.Text("encoding") is "base64",
            signed,
            (isHash ? node.Text("prefix") : null) ?? string.Empty,
            node.Child("event")!.Parse(Template.Parse) ?? Template.Parse(string.Empty),
            named,
            node.Child("answer")?.Yaml
        );
    }

    private static string Known(ManifestNode node, IReadOnlyCollection<RestResource> resources)
    {
        if (!resources.Any(x => x.Name.Equals(node.Scalar, StringComparison.Ordinal)))
        {
            node.Fail(
                $"'{node.Scalar}' is not one of the resources ({ManifestContext.Named(resources.Select(x => x.Name))})."
            );
        }

        return node.Scalar;
    }
}
