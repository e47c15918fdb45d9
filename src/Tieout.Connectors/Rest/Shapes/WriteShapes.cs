namespace Tieout.Connectors.Rest.Shapes;

/// <summary>The section <c>writes</c>.</summary>
internal static class WriteShapes
{
    private static Shape.Section Find { get; } =
        new(
            "find",
            "Looks for what has the natural key, before anything is written; also the list of all documents.",
            [
                .. CommonShapes.CallKeys("GET"),
                new(
                    "records",
                    CommonShapes.Path,
                    "The list in an answer; the answer itself when left out"
                ),
                new("paging", ResourceShapes.Paging, "How the next page is asked for"),
            ]
        );

    private static IReadOnlyList<ShapeKey> TargetKeys =>
        KeysOf(
            "Looks before it writes, by `{document.reference}` or `{customer.code}`",
            "Brings `{found.id}` up to date: a customer that differs, a draft that is carried on",
            "Of a record: `id`, `key`, `state` (draft, posted, paid, voided), `number`, `date`, `accounting_date`, `currency`, `net`, `tax`, `open`, `sign`, `version`; for customers `id`, `key`, `version` and whatever of `{customer…}` the hub should compare. All are there as `{found…}` when it is changed"
        );

    /// <summary>What is looked for, made, changed and read back, whatever it is.</summary>
    private static IReadOnlyList<ShapeKey> KeysOf(string find, string update, string fields) =>
        [
            new("find", Find, find, IsRequired: true),
            new(
                "create",
                CommonShapes.Call("create", "A request.", "POST"),
                "Writes a new one",
                IsRequired: true
            ),
            new("update", CommonShapes.Call("update", "A request.", "PUT"), update),
            new(
                "record",
                CommonShapes.Path,
                "The record in the answer of a write; the answer itself when left out"
            ),
            new("fields", ResourceShapes.Fields, fields, IsRequired: true),
        ];

    private static Shape.Section Customers { get; } =
        new("customers", "Customers; left out where the system needs none.", TargetKeys);

    public static Shape.Section Projects { get; } =
        new(
            "projects",
            "Sets up a project where time is logged, once for each signed contract.",
            [
                new(
                    "customers",
                    Customers,
                    "The customers that projects are for, written before them; left out where projects need none"
                ),
                new(
                    "ownCustomer",
                    CommonShapes.Template,
                    "`{customer.found.id}` of a customer that the system itself has told, who is not written: `{customer.code}` where codes are its ids; written like others when left out"
                ),
                new(
                    "pricesEntries",
                    CommonShapes.Template,
                    "When it comes to `true`, time has prices of its own there, and no rate card is waited for: `{settings.entryRates}`"
                ),
                .. KeysOf(
                    "Looks for the project before it is made, by `{project.contract}`",
                    "Opens `{found.id}` for time: `{project.closed}` is false then",
                    "Of a project: `id`, `key` (the contract), `version`, and `closed` (true, false) where it can take no time: then it is made closed, and opened once all else is there. Without `closed` it is made only then"
                ),
            ]
        );

    private static Shape.Section After { get; } =
        new(
            "after",
            "What belongs to a posted document and is sent by itself, such as setting a credit memo off against its invoice.",
            [
                new(
                    "when",
                    CommonShapes.Template,
                    "Without a value the step is left out: `{document.refersToExternalId}`"
                ),
                new(
                    "find",
                    Find,
                    "Finds what the step makes; a record on the first page means that it is done",
                    IsRequired: true
                ),
                new(
                    "call",
                    CommonShapes.Call("step", "A request.", "POST"),
                    "Does it",
                    IsRequired: true
                ),
            ]
        );

    private static IReadOnlyList<ShapeKey> DocumentKeys =>
        [
            .. TargetKeys,
            new(
                "post",
                CommonShapes.Call("post", "A request.", "POST"),
                "Posts the draft `{found.id}`, where that is a step of its own"
            ),
            new(
                "after",
                new Shape.Several(After),
                "What is sent once the document is posted, each step after a look whether it is done; until then the document waits"
            ),
            new(
                "discard",
                CommonShapes.Call("discard", "A request.", "DELETE"),
                "Removes the surplus draft `{found.id}`"
            ),
            new(
                "list",
                Find,
                "All documents whose reference begins with `{prefix}`, for the tie-out; of a period, those dated `{from}` to `{to}` are enough (of all: 1900-01-01 to 2999-12-31)",
                IsRequired: true
            ),
        ];

    private static Shape.Section Documents { get; } =
        new(
            "documents",
            "Invoices, and credit memos where they are records of the same kind.",
            DocumentKeys
        );

    private static Shape.Section CreditMemos { get; } =
        new(
            "credit-memos",
            "Credit memos, where they are records of another kind or of another list.",
            DocumentKeys
        );

    public static Shape.Section Writes { get; } =
        new(
            "writes",
            "What can be written. Without it the system is a source only.",
            [
                new(
                    "maximumServerRunTime",
                    new Shape.Time(1, 3_600),
                    "A call without an answer has taken effect after this long, or never will",
                    Default: "90s"
                ),
                new(
                    "parallelKeys",
                    new Shape.Count(1, 16),
                    "Documents written at the same time",
                    Default: "1"
                ),
                new(
                    "numbersByDate",
                    new Shape.Flag(),
                    "It refuses a document dated before one that it has numbered",
                    Default: "false"
                ),
                new("customers", Customers, "Customers"),
                new("documents", Documents, "Invoices and credit memos", IsRequired: true),
                new(
                    "creditMemos",
                    CreditMemos,
                    "Credit memos, in the same way; like `documents` when left out"
                ),
            ]
        );
}
