namespace Tieout.Connectors.Rest.Shapes;

/// <summary>Shapes that stand in several sections.</summary>
internal static class CommonShapes
{
    public static Shape Path { get; } =
        new Shape.Text("a path such as user.name, tags[0], fields[id=7].value");

    public static Shape Paths { get; } = new Shape.Either(Path, new Shape.Several(Path));

    public static Shape Template { get; } = new Shape.Text("a text with {placeholders}");

    public static Shape Address { get; } =
        new Shape.Text(
            "a path below the address such as entries/{id}, or / for the address itself"
        );

    public static Shape Templates { get; } = new Shape.Named("names", Template);

    public static Shape Name { get; } =
        new Shape.Text("a name of letters, digits, '-' and '_'", "^[A-Za-z0-9_-]{1,50}$");

    public static Shape Parameter { get; } = new Shape.Text("the name of a query parameter");

    public static Shape Secret { get; } = new Shape.Text("the name of one of the secrets");

    public static Shape Zone { get; } = new Shape.Text("a time zone such as Europe/Berlin");

    public static Shape.Word Methods { get; } = new(["GET", "POST", "PUT", "PATCH", "DELETE"]);

    public static Shape Texts { get; } =
        new Shape.Either(new Shape.Text("a text"), new Shape.Several(new Shape.Text("a text")));

    /// <summary>The keys of a request.</summary>
    public static IReadOnlyList<ShapeKey> CallKeys(string method) =>
        [
            new("path", Address, "Where it is asked for", IsRequired: true),
            new("method", Methods, "The HTTP method", Default: method),
            new("query", Templates, "Parameters; one whose placeholder has no value is left out"),
            new("headers", Templates, "Headers of this request only"),
            new("body", new Shape.Body(), "Sent as JSON, see [Bodies](#bodies)"),
            new("form", new Shape.Flag(), "The body is sent as a form", Default: "false"),
        ];

    public static Shape.Section Call(string name, string about, string method) =>
        new(name, about, CallKeys(method));
}
