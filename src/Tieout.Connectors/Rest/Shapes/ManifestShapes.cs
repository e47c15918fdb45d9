namespace Tieout.Connectors.Rest.Shapes;

/// <summary>A whole manifest.</summary>
internal static class ManifestShapes
{
    public static Shape.Section Limits { get; } =
        new(
            "limits",
            "How much is asked of the system.",
            [
                new(
                    "requests",
                    new Shape.Count(1, 1_000_000),
                    "At most so many in `per`; no limit when left out"
                ),
                new("per", new Shape.Time(1, 86_400), "The time of `requests`", Default: "1m"),
                new("readTimeout", new Shape.Time(1, 300), "For a read", Default: "30s"),
                new(
                    "writeTimeout",
                    new Shape.Time(1, 300),
                    "For a write, after which its outcome is unknown",
                    Default: "60s"
                ),
                new(
                    "attempts",
                    new Shape.Count(1, 10),
                    "At a read that failed for nobody's fault",
                    Default: "3"
                ),
                new(
                    "waitMax",
                    new Shape.Time(0, 3_600),
                    "A system that asks for a longer pause is left until the next round",
                    Default: "60s"
                ),
                new(
                    "pagesMax",
                    new Shape.Count(1, 1_000_000),
                    "Of one reading; more is a fault of the manifest",
                    Default: "100000"
                ),
                new(
                    "answerBytesMax",
                    new Shape.Count(1_000, 268_435_456),
                    "Of one answer",
                    Default: "67108864"
                ),
                new(
                    "retryAfterHeader",
                    new Shape.Text("a header's name"),
                    "Where the system says how long to wait, besides `Retry-After`"
                ),
                new(
                    "retryAfterAs",
                    new Shape.Word(["seconds", "unix-seconds", "unix-milliseconds"]),
                    "What that header has: seconds to wait, or the instant from which on it may be asked again",
                    Default: "seconds"
                ),
            ]
        );

    private static Shape.Section Error { get; } =
        new(
            "errors",
            "What an answer means. The first rule that fits counts; what none fits is classified by its status.",
            [
                new(
                    "status",
                    StatusShape,
                    "Of the answer: `422`, `5xx`, or a list; any when left out"
                ),
                new("method", CommonShapes.Methods, "Only answers to it"),
                new(
                    "path",
                    CommonShapes.Path,
                    "Where `matches` is looked for; in the whole body when left out"
                ),
                new(
                    "matches",
                    new Shape.Text("a regular expression"),
                    "Of the body, or of what is at `path`; there must be something when left out"
                ),
                new(
                    "fault",
                    new Shape.Word([
                        "none",
                        "transient",
                        "outcome-unknown",
                        "settings",
                        "refused",
                        "contract",
                    ]),
                    "Who acts, see [What answers mean](#what-answers-mean); `none`: it is no error",
                    IsRequired: true
                ),
                new(
                    "reason",
                    new Shape.Text("a code of the reason catalogue", "^[A-Z][A-Z0-9_]+$"),
                    "`PERIOD_CLOSED`, `CUSTOMER_NOT_IN_ERP`, `GL_MAPPING_MISSING`, `TAX_CODE_MISSING`, `TAX_DIFFERENCE`"
                ),
                new("message", CommonShapes.Path, "Where the answer tells what is wrong"),
                new("hint", new Shape.Text("a sentence"), "What a person is told to do about it"),
                new(
                    "retryAfter",
                    new Shape.Time(1, 86_400),
                    "How long to wait where no `Retry-After` tells; comes before `limits.retryAfterHeader`"
                ),
            ]
        );

    private static Shape.Section Lookup { get; } =
        new(
            "lookups",
            "A record that others refer to by id, with `{key}`; asked for once in a reading. With a `key` it is a list that is read once, or what stands beside the record in its own answer.",
            [
                .. CommonShapes
                    .CallKeys("GET")
                    .Select(x => x.Name is "path" ? x with { IsRequired = false } : x),
                new(
                    "included",
                    CommonShapes.Path,
                    "Instead of `path`: where in the record's own answer those are that it refers to, such as `^.users[*]`"
                ),
                new(
                    "record",
                    CommonShapes.Path,
                    "The record in the answer; the answer itself when left out"
                ),
                new(
                    "key",
                    CommonShapes.Template,
                    "Of a record of a list, with `{paths}` of the record: what others refer to it by. The first record of a key counts; of others there is no value"
                ),
                new("records", CommonShapes.Path, "The list in an answer, as that of a resource"),
                ResourceShapes.Where,
                new("paging", ResourceShapes.Paging, "How the list's next page is asked for"),
                new(
                    "from",
                    CommonShapes.Path,
                    "Of a record of a list: the first day that it is about, for fields that say `on`"
                ),
                new(
                    "to",
                    CommonShapes.Path,
                    "The last day. One that is empty means for ever: where it means never, leave such records out with `where`"
                ),
                new(
                    "when",
                    CommonShapes.Name,
                    "A setting; without a value nothing is looked up, and there is no value"
                ),
            ]
        );

    private static Shape StatusShape
    {
        get
        {
            var one = new Shape.Text("a status such as 422 or 5xx", Manifests.StatusRange.Pattern);
            return new Shape.Either(one, new Shape.Several(one));
        }
    }

    public static Shape.Section Manifest { get; } =
        new(
            "manifest",
            "A system that is connected without code.",
            [
                new(
                    "manifest",
                    new Shape.Count(1, 1),
                    "Version of this language",
                    IsRequired: true
                ),
                new(
                    "system",
                    new Shape.Text("a system's name"),
                    "Its name for people",
                    IsRequired: true
                ),
                new(
                    "address",
                    new Shape.Text(
                        "an address such as https://time.example/api/",
                        "^https?://[^ ]+$"
                    ),
                    "Where it is, unless hub.yaml says it"
                ),
                new(
                    "settings",
                    new Shape.Named(
                        "names",
                        new Shape.Text(
                            "a value, '' for none, or '?' for what hub.yaml must set",
                            MayBeEmpty: true
                        )
                    ),
                    "Values for placeholders, `{settings.NAME}`, which hub.yaml may set; `?` must be set there"
                ),
                new(
                    "secrets",
                    new Shape.Named(
                        "names",
                        new Shape.Text(
                            "env:NAME, file:PATH, store:NAME, '' for none, or '?' for what hub.yaml must name",
                            "^(env:.+|file:.+|store:[A-Za-z0-9_-]{1,50}|\\?|)$",
                            MayBeEmpty: true
                        )
                    ),
                    "Where each is kept, unless hub.yaml says it; `?` must be named there"
                ),
                new("auth", AuthShapes.Auth, "How requests prove who sends them"),
                new("headers", CommonShapes.Templates, "Headers of every request"),
                new(
                    "check",
                    CommonShapes.Call("call", "A request.", "GET"),
                    "A read that proves that the settings work; the first page of the first resource, or of the list of documents, when left out"
                ),
                new(
                    "checkReadings",
                    new Shape.Flag(),
                    "The check is sent after each page that is read as well, before the page is believed, and before what is missing counts as deleted: for systems that show less to a user who may less and do not say so",
                    Default: "false"
                ),
                new("limits", Limits, "How much is asked of the system"),
                new("errors", new Shape.Several(Error), "What answers mean"),
                new(
                    "maps",
                    new Shape.Named("names", new Shape.Named("codes", new Shape.Text("a text"))),
                    "Value maps, for fields and for `{value|map:NAME}`"
                ),
                new("lookups", new Shape.Named("names", Lookup), "Records that others refer to"),
                new("resources", new Shape.Named("names", ResourceShapes.Resource), "What is read"),
                new("webhooks", WebhookShapes.Webhooks, "What the system sends of its own accord"),
                new("writes", WriteShapes.Writes, "What can be written"),
                new(
                    "projects",
                    WriteShapes.Projects,
                    "How projects of signed contracts are set up, where hub.yaml says `projectsFor`"
                ),
            ]
        );
}
