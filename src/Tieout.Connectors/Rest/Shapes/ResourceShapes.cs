using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Rest.Shapes;

/// <summary>The section <c>resources</c>.</summary>
internal static class ResourceShapes
{
    private static readonly Shape.Word Forms = new([
        "date",
        "instant",
        "unix-seconds",
        "unix-milliseconds",
        "duration",
        "clock",
        "decimal-comma",
        "decimal-point",
    ]);

    public static Shape.Section LongField { get; } =
        new(
            "field",
            "A column of the feed. The short way is a path.",
            [
                new(
                    "path",
                    CommonShapes.Paths,
                    "Where it is; of several the first that has a value"
                ),
                new(
                    "value",
                    CommonShapes.Template,
                    "Instead of a path: a constant, or a text with `{paths}` of the record"
                ),
                new(
                    "first",
                    new Shape.Several(
                        new Shape.Either(CommonShapes.Path, new Shape.Again(() => LongField!))
                    ),
                    "Instead of a path: several fields, of which the first that has a value counts; `map` and the like beside it are done to whichever it is"
                ),
                new(
                    "between",
                    CommonShapes.Paths,
                    "Instead of a path: where the time begins and where it ends; makes seconds"
                ),
                new(
                    "less",
                    new Shape.Either(CommonShapes.Path, new Shape.Again(() => LongField!)),
                    "Of the time in between, the seconds of a pause"
                ),
                new(
                    "lookup",
                    CommonShapes.Name,
                    "The value is the id of another record, which is looked up"
                ),
                new(
                    "take",
                    new Shape.Either(CommonShapes.Path, new Shape.Again(() => LongField!)),
                    "What is taken of the record that was looked up; a field of its own where that is to be looked up in turn"
                ),
                new(
                    "on",
                    CommonShapes.Name,
                    "Another column here, whose day is one of those `from` and `to` that the record looked up says"
                ),
                new(
                    "extract",
                    new Shape.Text("a regular expression"),
                    "Its first group, else what it matches, is taken; what does not match is empty"
                ),
                new(
                    "map",
                    new Shape.Either(
                        new Shape.Text("the name of one of the maps"),
                        new Shape.Named("codes", new Shape.Text("a text"))
                    ),
                    "What the system's codes mean, or the name of one of the `maps`"
                ),
                new(
                    "otherwise",
                    new Shape.Text("a text"),
                    "For codes that the map does not have; without it such a record is rejected"
                ),
                new(
                    "unmapped",
                    new Shape.Word(["reject", "keep"]),
                    "Or the code is taken as it is",
                    Default: "reject"
                ),
                new("as", Forms, "How the system writes it"),
                new(
                    "format",
                    new Shape.Text("a pattern such as dd/MM/yyyy"),
                    "Of a date, in the patterns of NodaTime"
                ),
                new(
                    "zone",
                    CommonShapes.Zone,
                    "Of instants without an offset, and for the day of an instant; or a text with `{paths}` of the record, such as `{^^.timezone}`"
                ),
                new(
                    "times",
                    new Shape.Number(),
                    "A number is multiplied by it: `0.01` for cents, `3600` for hours that become seconds"
                ),
                new(
                    "decimals",
                    new Shape.Count(0, 10),
                    "A number is rounded to so many, half away from zero"
                ),
                new("default", new Shape.Text("a text"), "Where there is no value"),
                new(
                    "required",
                    new Shape.Flag(),
                    "A record without it is rejected",
                    Default: "false"
                ),
                new(
                    "passOver",
                    new Shape.Flag(),
                    "A record without it is passed over",
                    Default: "false"
                ),
            ]
        );

    public static Shape Fields { get; } =
        new Shape.Named("columns", new Shape.Either(CommonShapes.Path, LongField));

    private static Shape.Section Rows { get; } =
        new(
            "rows",
            "Rows below a record, by the name that they have in JSON files: `lines` of a contract, `versions` of a rate card and `lines` of those.",
            [
                new(
                    "records",
                    CommonShapes.Path,
                    "The list in the record above; `.` for the record itself, which is one row then"
                ),
                new(
                    "lookup",
                    CommonShapes.Name,
                    "Instead of `records`: a lookup that is a list, of which every record with this `key` is a row. Above its answer is the record above, see [Paths](#paths)"
                ),
                new(
                    "key",
                    CommonShapes.Template,
                    "With `lookup`: what of the record above is the key, such as `{id}`; without a value there are no rows"
                ),
                new("fields", Fields, "By column, see [files.md](files.md)", IsRequired: true),
                new(
                    "rows",
                    new Shape.Named("names", new Shape.Again(() => Rows!)),
                    "Rows below these"
                ),
            ]
        );

    /// <summary>Conditions that records must fit.</summary>
    public static ShapeKey Where { get; } =
        new(
            "where",
            new Shape.Several(Condition),
            "Which records count; the others are as if they were not there"
        );

    private static Shape.Section Condition =>
        new(
            "where",
            "Which records of the list are meant; all conditions must hold.",
            [
                new("path", CommonShapes.Path, "What is looked at", IsRequired: true),
                new("is", CommonShapes.Texts, "One of these"),
                new("not", CommonShapes.Texts, "None of these"),
                new("exists", new Shape.Flag(), "There is a value, or there is none"),
            ]
        );

    public static Shape.Kinds Paging { get; } =
        new(
            "paging",
            [
                new("none", "The answer is the whole list.", []),
                new(
                    "offset",
                    "By the number of records before the page.",
                    [
                        new(
                            "parameter",
                            CommonShapes.Parameter,
                            "Of the number; left out where the request has `{page}`, which is the number then",
                            Default: "offset"
                        ),
                        new(
                            "limitParameter",
                            CommonShapes.Parameter,
                            "Of the page's size; left out where the request has `{page}`",
                            Default: "limit"
                        ),
                        .. SizeKeys,
                        new(
                            "total",
                            CommonShapes.Path,
                            "Where the answer tells how many there are in all"
                        ),
                    ]
                ),
                new(
                    "page",
                    "By the page's number.",
                    [
                        new(
                            "parameter",
                            CommonShapes.Parameter,
                            "Of the page's number; left out where the request has `{page}`",
                            Default: "page"
                        ),
                        new(
                            "first",
                            new Shape.Count(0, 1),
                            "The first page's number",
                            Default: "1"
                        ),
                        new("sizeParameter", CommonShapes.Parameter, "Of the page's size"),
                        .. SizeKeys,
                        new(
                            "pages",
                            CommonShapes.Path,
                            "Where the answer tells how many pages there are"
                        ),
                    ]
                ),
                new("link-header", "By the header `Link` with rel=\"next\", RFC 8288.", []),
                new(
                    "next-url",
                    "The answer has the next page's address.",
                    [new("next", CommonShapes.Path, "Where", IsRequired: true)]
                ),
                new(
                    "token",
                    "The answer has a token for the next page.",
                    [
                        new("next", CommonShapes.Path, "Where in the body; or `header`"),
                        new("header", new Shape.Text("a header's name"), "Has it instead"),
                        new(
                            "parameter",
                            CommonShapes.Parameter,
                            "It is sent back in; left out, it is `{page}` in the request, which has no value for the first page"
                        ),
                        new("more", CommonShapes.Path, "Where the answer says that there is more"),
                    ]
                ),
                new(
                    "keyset",
                    "The next page begins after the last record of this one.",
                    [
                        new("key", CommonShapes.Path, "Of a record", IsRequired: true),
                        new(
                            "parameter",
                            CommonShapes.Parameter,
                            "It is sent in; left out, it is `{page}` in the request"
                        ),
                        new(
                            "first",
                            new Shape.Text("a text"),
                            "What the first page is asked for with"
                        ),
                        new("more", CommonShapes.Path, "Where the answer says that there is more"),
                    ]
                ),
            ]
        );

    private static IReadOnlyList<ShapeKey> SizeKeys =>
        [
            new("size", new Shape.Count(1, 10_000), "Records of a page", Default: "100"),
            new(
                "end",
                new Shape.Word(["empty-page", "short-page"]),
                "Which page is the last where no total tells. A system that gives fewer than it was asked for needs `empty-page`",
                Default: "empty-page"
            ),
        ];

    private static Shape.Section Each { get; } =
        new(
            "each",
            "A list, for each record of which the list of the resource is read: what the record has is `{each.id}` in the request, and in fields it is above the answer, see [Paths](#paths). The request has the placeholders of `changes` as well, such as `{from}`.",
            [
                .. CommonShapes.CallKeys("GET"),
                new(
                    "id",
                    CommonShapes.Path,
                    "Of its records, by which a reading that was broken off goes on; `id` when left out"
                ),
                new(
                    "records",
                    CommonShapes.Path,
                    "The list in an answer; the answer itself when left out"
                ),
                new("paging", Paging, "How the next page is asked for"),
            ]
        );

    public static Shape.Section Resource { get; } =
        new(
            "resource",
            "One list that is read. Its name is part of what is stored, so never change it.",
            [
                new(
                    "feed",
                    new Shape.Word([.. FeedFormats.All.Select(x => x.Name)]),
                    "What the records are, see [files.md](files.md)",
                    IsRequired: true
                ),
                new("each", Each, "The list is read once for each record of another one"),
                .. CommonShapes.CallKeys("GET"),
                new(
                    "records",
                    CommonShapes.Path,
                    "The list in an answer; the answer itself when left out. `[*]` goes into lists of lists, `weeks[*].days`, and over records by their id, `entries[*]` of `{\"entries\": {\"7\": …}}`"
                ),
                Where,
                new("paging", Paging, "How the next page is asked for"),
                new("changes", ChangeShapes.Changes, "How changes are found"),
                new(
                    "deletions",
                    ChangeShapes.Deletions,
                    "How deletions are found that leave no trace"
                ),
                new(
                    "id",
                    CommonShapes.Path,
                    "The record's own id; that of the field `id` or `code` when left out"
                ),
                new(
                    "deleted",
                    new Shape.Flag(),
                    "The list tells what is gone: only the id is needed",
                    Default: "false"
                ),
                new(
                    "when",
                    CommonShapes.Name,
                    "A setting; the list is read only where it has a value other than `false`"
                ),
                new("fields", Fields, "By column, see [files.md](files.md)", IsRequired: true),
                new("rows", new Shape.Named("names", Rows), "Rows below a record"),
            ]
        );
}
