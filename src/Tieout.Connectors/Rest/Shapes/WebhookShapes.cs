namespace Tieout.Connectors.Rest.Shapes;

/// <summary>The section <c>webhooks</c>.</summary>
internal static class WebhookShapes
{
    public static Shape.Kinds Webhooks { get; } =
        new(
            "webhooks",
            [
                new(
                    "token",
                    "The secret itself is the proof that a message is the system's.",
                    Keys()
                ),
                new(
                    "hmac-sha256",
                    "The proof is an HMAC-SHA256 under the secret.",
                    [
                        .. Keys(),
                        new(
                            "encoding",
                            new Shape.Word(["hex", "base64"]),
                            "How the proof is written",
                            Default: "hex"
                        ),
                        new(
                            "signed",
                            CommonShapes.Template,
                            "What it is the hash of: `v0:{headers['x-timestamp']}:{body}`; the body when left out"
                        ),
                        new("prefix", new Shape.Text("a text"), "Before the proof: `sha256=`"),
                    ]
                ),
            ]
        );

    private static List<ShapeKey> Keys() =>
        [
            new("header", new Shape.Text("a header's name"), "Has the proof", IsRequired: true),
            new(
                "secret",
                CommonShapes.Secret,
                "What the proof is made with; while there are several, one on each line",
                IsRequired: true
            ),
            new(
                "event",
                CommonShapes.Template,
                "What kind of event a message tells of: `{type}` of the body, `{headers['x-event']}` of a header, by its name in small letters",
                IsRequired: true
            ),
            new(
                "resources",
                new Shape.Named("events", new Shape.Several(CommonShapes.Name)),
                "Which lists an event gives reason to read",
                IsRequired: true
            ),
            new(
                "answer",
                new Shape.Body(),
                "What is answered besides 200 to a message that has all of its placeholders"
            ),
        ];
}
