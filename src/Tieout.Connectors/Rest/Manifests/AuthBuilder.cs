using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads how requests prove who sends them.</summary>
internal sealed class AuthBuilder(ManifestContext context)
{
    private readonly CallBuilder _calls = new(context, "secrets");

    public RestAuth Build(ManifestNode? node) =>
        node?.Kind switch
        {
            "basic" => Basic(node),
            "header" => new RestAuth.Header(
                node.Required("header"),
                Secret(node, "secret"),
                node.Text("scheme")
            ),
            "query" => new RestAuth.Query(node.Required("parameter"), Secret(node, "secret")),
            "bearer" => new RestAuth.Header("Authorization", Secret(node, "secret"), "Bearer"),
            "oauth2" => OAuth2(node),
            "login" => Login(node),
            _ => new RestAuth.None(),
        };

    private string Secret(ManifestNode node, string key) =>
        context.Secret(node, key) ?? string.Empty;

    private RestAuth.Basic Basic(ManifestNode node)
    {
        if (node.Has("user") == node.Has("userSecret"))
        {
            node.Fail("needs either user or userSecret.");
        }

        if (node.Has("password") && node.Has("fixedPassword"))
        {
            node.Fail("needs either password or fixedPassword.");
        }

        return new RestAuth.Basic(
            Template(node, "user"),
            context.Secret(node, "password"),
            context.Secret(node, "userSecret"),
            node.Text("fixedPassword")
        );
    }

    private Template Template(ManifestNode node, string key) =>
        _calls.Template(node, key) ?? Values.Template.Parse(string.Empty);

    private RestAuth.OAuth2 OAuth2(ManifestNode node)
    {
        var grant = node.Required("grant");
        string[] needed = grant switch
        {
            "refresh-token" => ["refreshToken"],
            "password" => ["user", "password"],
            _ => ["clientSecret"],
        };
        foreach (var key in needed.Where(x => !node.Has(x)))
        {
            node.Fail($"lacks {key}, which the grant {grant} needs.");
        }

        return new RestAuth.OAuth2(
            Template(node, "tokenUrl"),
            grant,
            Template(node, "clientId"),
            context.Secret(node, "clientSecret"),
            context.Secret(node, "refreshToken"),
            node.Has("user") ? Template(node, "user") : null,
            context.Secret(node, "password"),
            node.Text("client") is "header",
            _calls.Templates(node, "parameters")
        );
    }

    private RestAuth.Login Login(ManifestNode node) =>
        new(
            _calls.Build(node) with
            {
                ChangesNothing = true,
                IsForToken = true,
            },
            [.. context.Secrets.Keys],
            PagingBuilder.Path(node, "token") ?? DataPath.Parse(string.Empty),
            node.Required("header"),
            node.Text("scheme"),
            node.Time("lifetime") ?? TimeSpan.FromMinutes(30)
        );
}
