namespace Tieout.Sandbox.Kantata;

/// <summary>The kinds of record that work, its approval and its invoices are.</summary>
internal static class KantataWork
{
    public static KantataKind TimeEntries { get; } =
        new(
            "time_entries",
            "time_entry",
            [
                new("workspace_id", KantataForm.Id, IsRequired: true, Refers: "workspaces"),
                new("date_performed", KantataForm.Date, IsRequired: true),
                new("time_in_minutes", KantataForm.Whole, IsRequired: true),
                new("billable", KantataForm.Flag),
                new("rate_in_cents", KantataForm.Whole, Default: "0"),
                new("cost_rate_in_cents", KantataForm.Whole, Default: "0"),
                new("notes"),
                new("location"),
                new("taxable", KantataForm.Flag, Default: "false"),
                new("user_id", KantataForm.Id, Refers: "users"),
                new("story_id", KantataForm.Id, Refers: "stories"),
                new("role_id", KantataForm.Id, Refers: "roles"),
            ],
            [.. OfLineItems("timesheet_submissions"), KantataKinds.References("TimeEntry")],
            [
                "date_performed:desc",
                "date_performed:asc",
                "created_at:asc",
                "created_at:desc",
                "updated_at:asc",
                "updated_at:desc",
            ]
        )
        {
            Subject = "TimeEntry",
            Optional = ["user_can_edit"],
        };

    public static KantataKind Expenses { get; } =
        new(
            "expenses",
            "expense",
            [
                new("workspace_id", KantataForm.Id, IsRequired: true, Refers: "workspaces"),
                new("date", KantataForm.Date, IsRequired: true),
                new("category", IsRequired: true),
                new("expense_category_id", KantataForm.Id, Refers: "expense_categories"),
                new("amount_in_cents", KantataForm.Whole, IsRequired: true),
                new("billable", KantataForm.Flag, Default: "true"),
                new("reimbursable", KantataForm.Flag, Default: "true"),
                new("taxable", KantataForm.Flag, Default: "false"),
                new("notes"),
                new("user_id", KantataForm.Id, Refers: "users"),
                new("story_id", KantataForm.Id, Refers: "stories"),
                new("role_id", KantataForm.Id, Refers: "roles"),
                new("receipt_id", KantataForm.Whole),
            ],
            [
                .. OfLineItems("expense_report_submissions"),
                new("expense_category", "expense_category_id", "expense_categories"),
                new("receipt", "receipt_id", "attachments"),
                KantataKinds.References("Expense"),
            ],
            [
                "date:desc",
                "date:asc",
                "created_at:asc",
                "created_at:desc",
                "amount:asc",
                "amount:desc",
                "category:asc",
                "category:desc",
            ]
        )
        {
            Subject = "Expense",
            Optional = ["user_can_edit"],
        };

    public static KantataKind TimesheetSubmissions { get; } =
        Submissions("timesheet_submissions", "time_entries", "time_entry_ids");

    public static KantataKind ExpenseReportSubmissions { get; } =
        Submissions("expense_report_submissions", "expenses", "expense_ids");

    public static KantataKind Invoices { get; } =
        new(
            "invoices",
            "invoice",
            [],
            [
                new("time_entries", "time_entry_ids", "time_entries", "invoice_id"),
                new("expenses", "expense_ids", "expenses", "invoice_id"),
                new("workspaces", "workspace_ids", "workspaces"),
                new("user", "user_id", "users"),
                KantataKinds.References("Invoice"),
            ],
            ["invoice_date:desc", "created_at:desc", "created_at:asc", "updated_at:asc"]
        )
        {
            Subject = "Invoice",
        };

    public static KantataKind LineItemLocks { get; } =
        new(
            "line_item_locks",
            "line_item_lock",
            [new("locked_to", KantataForm.Date, IsRequired: true)],
            [],
            ["created_at:desc"]
        );

    /// <summary>What was decided on a submission.</summary>
    public static KantataKind Resolutions { get; } =
        new("resolutions", "resolution", [], [], ["created_at:desc"]);

    private static IReadOnlyList<KantataLink> OfLineItems(string submissions) =>
        [
            new("workspace", "workspace_id", "workspaces"),
            new("user", "user_id", "users"),
            new("story", "story_id", "stories"),
            new("role", "role_id", "roles"),
            new("active_submission", "active_submission_id", submissions),
            new("recent_submission", "recent_submission_id", submissions),
            new("invoice", "invoice_id", "invoices"),
        ];

    private static KantataKind Submissions(string name, string items, string member) =>
        new(
            name,
            name[..^1],
            [
                new("title", IsRequired: true),
                new("comment"),
                new("workspace_id", KantataForm.Id, IsRequired: true, Refers: "workspaces"),
                new("user_id", KantataForm.Id, Refers: "users"),
            ],
            [
                new(items, member, items, "recent_submission_id"),
                new("workspace", "workspace_id", "workspaces"),
                new("user", "user_id", "users"),
                KantataKinds.References("Submission"),
            ],
            ["date:desc", "date:asc"]
        )
        {
            Subject = "Submission",
        };
}
