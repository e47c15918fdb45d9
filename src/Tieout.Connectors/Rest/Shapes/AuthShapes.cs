namespace Tieout.Connectors.Rest.Shapes;

/// <summary>The section <c>auth</c>.</summary>
internal static class AuthShapes
{
    private static Shape.Section OAuth2 { get; } =
        new(
            "oauth2",
            "A token of a token endpoint, RFC 6749; asked for again before it expires and after a 401.",
            [
                new(
                    "tokenUrl",
                    CommonShapes.Template,
                    "Below the address, or a whole address",
                    IsRequired: true
                ),
                new(
                    "grant",
                    new Shape.Word(["client-credentials", "refresh-token", "password"]),
                    "Which one",
                    Default: "client-credentials"
                ),
                new("clientId", CommonShapes.Template, "Who asks", IsRequired: true),
                new("clientSecret", CommonShapes.Secret, "Its secret"),
                new(
                    "refreshToken",
                    CommonShapes.Secret,
                    "For the grant refresh-token. One that the system replaces at each use has to be in the store, `store:NAME`: the new one is kept there before it is used, and elsewhere until the hub ends only, of which the hub warns"
                ),
                new("user", CommonShapes.Template, "For the grant password"),
                new("password", CommonShapes.Secret, "For the grant password"),
                new(
                    "client",
                    new Shape.Word(["body", "header"]),
                    "Where client and secret are sent",
                    Default: "body"
                ),
                new("parameters", CommonShapes.Templates, "Others: `scope`, `audience`"),
            ]
        );

    private static Shape.Section Login { get; } =
        new(
            "login",
            "A call of the system's own that answers a token. Its placeholders may name secrets: `{secrets.password}`.",
            [
                .. CommonShapes.CallKeys("POST"),
                new("token", CommonShapes.Path, "Where the answer has the token", IsRequired: true),
                new(
                    "header",
                    new Shape.Text("a header's name"),
                    "Where the token is sent",
                    Default: "Authorization"
                ),
                new("scheme", new Shape.Text("a word"), "A word before the token: `Bearer`"),
                new(
                    "lifetime",
                    new Shape.Time(10, 86_400),
                    "How long a token is used",
                    Default: "30m"
                ),
            ]
        );

    public static Shape.Kinds Auth { get; } =
        new(
            "auth",
            [
                new("none", "Nothing is asked for.", []),
                new(
                    "basic",
                    "HTTP Basic, RFC 7617.",
                    [
                        new("user", CommonShapes.Template, "The user's name"),
                        new(
                            "userSecret",
                            CommonShapes.Secret,
                            "The user's name as a secret, as in systems that take a key for it"
                        ),
                        new("password", CommonShapes.Secret, "Left out: an empty password"),
                        new(
                            "fixedPassword",
                            new Shape.Text("a word"),
                            "A password that is no secret: the word that goes with a key as the user's name"
                        ),
                    ]
                ),
                new(
                    "header",
                    "A key in a header.",
                    [
                        new(
                            "header",
                            new Shape.Text("a header's name"),
                            "Its name",
                            IsRequired: true
                        ),
                        new("secret", CommonShapes.Secret, "The key", IsRequired: true),
                        new("scheme", new Shape.Text("a word"), "A word before the key: `Token`"),
                    ]
                ),
                new(
                    "query",
                    "A key in a query parameter.",
                    [
                        new("parameter", CommonShapes.Parameter, "Its name", IsRequired: true),
                        new("secret", CommonShapes.Secret, "The key", IsRequired: true),
                    ]
                ),
                new(
                    "bearer",
                    "A token that does not expire, RFC 6750.",
                    [new("secret", CommonShapes.Secret, "The token", IsRequired: true)]
                ),
                OAuth2,
                Login,
            ]
        );
}
