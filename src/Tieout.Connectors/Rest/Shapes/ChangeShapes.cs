namespace Tieout.Connectors.Rest.Shapes;

/// <summary>The sections <c>changes</c> and <c>deletions</c> of a resource.</summary>
internal static class ChangeShapes
{
    private static readonly Shape.Word StampForms = new([
        "instant",
        "unix-seconds",
        "unix-milliseconds",
    ]);

    public static Shape.Kinds Changes { get; } =
        new(
            "changes",
            [
                new(
                    "whole",
                    "The whole list is read again; pages that are as they were are passed over.",
                    []
                ),
                new(
                    "window",
                    "The days around today are read again, with `{from}` and `{to}` in the query: for systems that cannot be asked for changes.",
                    [
                        new(
                            "daysBack",
                            new Shape.Count(0, 3_660),
                            "Before today",
                            IsRequired: true
                        ),
                        new("daysAhead", new Shape.Count(0, 3_660), "After today", Default: "0"),
                        new(
                            "start",
                            new Shape.Text(
                                "a date such as 2026-01-01",
                                "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
                            ),
                            "The first reading begins there"
                        ),
                        new("zone", CommonShapes.Zone, "Whose today", Default: "UTC"),
                        new(
                            "format",
                            new Shape.Text("a pattern such as yyyyMMdd"),
                            "Of `{from}` and `{to}`; ISO when left out"
                        ),
                    ]
                ),
                new(
                    "since",
                    "By the instant of the last change, with `{since}` in the query. `{now}` is the instant of the reading, `{today}` its day in UTC.",
                    [
                        new(
                            "stamp",
                            CommonShapes.Paths,
                            "Of a record; a page where none can be read is an error",
                            IsRequired: true
                        ),
                        new(
                            "extract",
                            new Shape.Text("a regular expression"),
                            "Its first group, else what it matches, is the stamp: `\\d+` of `/Date(1767225600000)/`"
                        ),
                        new(
                            "as",
                            StampForms,
                            "How the stamp is written, and `{since}` where `format` is left out",
                            Default: "instant"
                        ),
                        new(
                            "format",
                            new Shape.Text("a pattern such as uuuu-MM-dd HH:mm:ss"),
                            "Of `{since}`, in UTC; as the stamp is written when left out"
                        ),
                        new("zone", CommonShapes.Zone, "Of stamps without an offset"),
                        new(
                            "overlap",
                            new Shape.Time(0, 604_800),
                            "Looked at again each time, for changes that became visible late; at least the system's unit of time",
                            Default: "10m"
                        ),
                        new(
                            "order",
                            new Shape.Word(["ascending", "any"]),
                            "`ascending`: the list comes in the order of the stamp. `any`: it is read to its end until nothing new comes",
                            Default: "any"
                        ),
                        new(
                            "bound",
                            new Shape.Word(["included", "excluded"]),
                            "Whether the system gives records of exactly `{since}`",
                            Default: "included"
                        ),
                        new(
                            "id",
                            CommonShapes.Path,
                            "Of a record, for `{sinceId}`: systems that go on after (stamp, id)"
                        ),
                        new(
                            "start",
                            new Shape.Text("an instant such as 2026-01-01T00:00:00Z"),
                            "The first reading begins there; left out, `{since}` has no value then"
                        ),
                    ]
                ),
                new(
                    "sequence",
                    "By a number that grows with each change, with `{after}` in the query (excluded by the system).",
                    [
                        new("number", CommonShapes.Path, "Of a record", IsRequired: true),
                        new(
                            "start",
                            new Shape.Count(0, int.MaxValue),
                            "Before the first",
                            Default: "0"
                        ),
                    ]
                ),
                new(
                    "token",
                    "By a token that the last page has for the next reading, with `{token}` in the query, or as the path.",
                    [
                        new(
                            "next",
                            CommonShapes.Path,
                            "Where the last page has it",
                            IsRequired: true
                        ),
                        new(
                            "start",
                            new Shape.Text("a text"),
                            "The first reading's; left out, `{token}` has no value then"
                        ),
                    ]
                ),
            ]
        );

    public static Shape.Section Deletions { get; } =
        new(
            "deletions",
            "Work that was delivered and is missing in a later reading is asked for by `{id}`; only for `whole` and `window`, whose `{from}` and `{to}` are there as well, and for feeds of work. In a list with `deleted: true` each of its records is asked for so, and what is there all the same is passed over: it was restored.",
            [
                .. CommonShapes.CallKeys("GET"),
                new(
                    "record",
                    CommonShapes.Path,
                    "The record in the answer; an answer without it means that it is gone, as 404 and 410 do"
                ),
                new(
                    "allowMass",
                    new Shape.Flag(),
                    "Any number at once is believed; otherwise at most 20 or a tenth",
                    Default: "false"
                ),
                new(
                    "only",
                    new Shape.Flag(),
                    "The list is no feed of its own: it is read for its ids, at the end of each reading of the feed's one resource that is read by `since`",
                    Default: "false"
                ),
            ]
        );
}
