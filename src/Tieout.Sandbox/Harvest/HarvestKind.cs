namespace Tieout.Sandbox.Harvest;

/// <summary>A kind of record that is kept by name in lists: clients, projects, people.</summary>
/// <param name="Name">As its list and its address are called.</param>
/// <param name="IsUsedBy">A record that one of these kinds refers to cannot be deleted.</param>
internal sealed record HarvestKind(
    string Name,
    IReadOnlyList<HarvestField> Fields,
    params IReadOnlyList<(string Kind, string Member)> IsUsedBy
)
{
    public static HarvestKind Clients { get; } =
        new(
            "clients",
            [
                new("name", IsRequired: true),
                new("is_active", HarvestForm.Flag, Default: "true"),
                new("address"),
                new("currency", Default: "\"USD\""),
            ],
            ("projects", "client_id")
        );

    public static HarvestKind Tasks { get; } =
        new(
            "tasks",
            [
                new("name", IsRequired: true),
                new("billable_by_default", HarvestForm.Flag, Default: "true"),
                new("default_hourly_rate", HarvestForm.Number, Default: "0.0"),
                new("is_default", HarvestForm.Flag, Default: "false"),
                new("is_active", HarvestForm.Flag, Default: "true"),
            ],
            ("time_entries", "task_id")
        );

    public static HarvestKind Projects { get; } =
        new(
            "projects",
            [
                new("client_id", HarvestForm.Number, IsRequired: true, Refers: "clients"),
                new("name", IsRequired: true),
                new("code"),
                new("is_active", HarvestForm.Flag, Default: "true"),
                new("is_billable", HarvestForm.Flag, IsRequired: true),
                new("is_fixed_fee", HarvestForm.Flag, Default: "false"),
                new("bill_by", IsRequired: true, Words: ["Project", "Tasks", "People", "none"]),
                new("hourly_rate", HarvestForm.Number),
                new("budget", HarvestForm.Number),
                new(
                    "budget_by",
                    IsRequired: true,
                    Words: ["project", "project_cost", "task", "task_fees", "person", "none"]
                ),
                new("budget_is_monthly", HarvestForm.Flag, Default: "false"),
                new("notify_when_over_budget", HarvestForm.Flag, Default: "false"),
                new("over_budget_notification_percentage", HarvestForm.Number, Default: "80.0"),
                new("over_budget_notification_date", HarvestForm.Date),
                new("show_budget_to_all", HarvestForm.Flag, Default: "false"),
                new("cost_budget", HarvestForm.Number),
                new("cost_budget_include_expenses", HarvestForm.Flag, Default: "false"),
                new("fee", HarvestForm.Number),
                new("notes"),
                new("starts_on", HarvestForm.Date),
                new("ends_on", HarvestForm.Date),
            ]
        );

    public static HarvestKind Users { get; } =
        new(
            "users",
            [
                new("first_name", IsRequired: true),
                new("last_name", IsRequired: true),
                new("email", IsRequired: true),
                new("telephone", Default: "\"\""),
                new("timezone", Default: "\"Eastern Time (US & Canada)\""),
                new("has_access_to_all_future_projects", HarvestForm.Flag, Default: "false"),
                new("is_contractor", HarvestForm.Flag, Default: "false"),
                new("is_active", HarvestForm.Flag, Default: "true"),
                new("weekly_capacity", HarvestForm.Number, Default: "126000"),
                new("default_hourly_rate", HarvestForm.Number, Default: "0.0"),
                new("cost_rate", HarvestForm.Number),
                new("roles", HarvestForm.Texts, Default: "[]"),
                new("access_roles", HarvestForm.Texts, Default: """["member"]"""),
            ],
            ("time_entries", "user_id"),
            ("expenses", "user_id")
        );

    public static HarvestKind Roles { get; } =
        new(
            "roles",
            [new("name", IsRequired: true), new("user_ids", HarvestForm.Numbers, Default: "[]")]
        );

    public static HarvestKind ExpenseCategories { get; } =
        new(
            "expense_categories",
            [
                new("name", IsRequired: true),
                new("unit_name"),
                new("unit_price", HarvestForm.Number),
                new("is_active", HarvestForm.Flag, Default: "true"),
            ],
            ("expenses", "expense_category_id")
        );

    /// <summary>Below a project: a task that time can be tracked on.</summary>
    public static HarvestKind TaskAssignments { get; } =
        new(
            "task_assignments",
            [
                new("project_id", HarvestForm.Number, IsRequired: true, Refers: "projects"),
                new("task_id", HarvestForm.Number, IsRequired: true, Refers: "tasks"),
                new("is_active", HarvestForm.Flag, Default: "true"),
                new("billable", HarvestForm.Flag, Default: "true"),
                new("hourly_rate", HarvestForm.Number),
                new("budget", HarvestForm.Number),
            ]
        );

    /// <summary>Below a project: a person who may track time on it.</summary>
    public static HarvestKind UserAssignments { get; } =
        new(
            "user_assignments",
            [
                new("project_id", HarvestForm.Number, IsRequired: true, Refers: "projects"),
                new("user_id", HarvestForm.Number, IsRequired: true, Refers: "users"),
                new("is_active", HarvestForm.Flag, Default: "true"),
                new("is_project_manager", HarvestForm.Flag, Default: "false"),
                new("use_default_rates", HarvestForm.Flag, Default: "true"),
                new("hourly_rate", HarvestForm.Number),
                new("budget", HarvestForm.Number),
            ]
        );

    public static HarvestKind TimeEntries { get; } =
        new(
            "time_entries",
            [
                new("user_id", HarvestForm.Number, Refers: "users"),
                new("project_id", HarvestForm.Number, IsRequired: true, Refers: "projects"),
                new("task_id", HarvestForm.Number, IsRequired: true, Refers: "tasks"),
                new("spent_date", HarvestForm.Date, IsRequired: true),
                new("hours", HarvestForm.Number),
                new("started_time"),
                new("ended_time"),
                new("notes"),
            ]
        );

    public static HarvestKind Expenses { get; } =
        new(
            "expenses",
            [
                new("user_id", HarvestForm.Number, Refers: "users"),
                new("project_id", HarvestForm.Number, IsRequired: true, Refers: "projects"),
                new(
                    "expense_category_id",
                    HarvestForm.Number,
                    IsRequired: true,
                    Refers: "expense_categories"
                ),
                new("spent_date", HarvestForm.Date, IsRequired: true),
                new("units", HarvestForm.Number),
                new("total_cost", HarvestForm.Number),
                new("notes"),
                new("billable", HarvestForm.Flag, Default: "true"),
            ]
        );

    /// <summary>Below a person: what an hour costs or is charged, from a day on.</summary>
    public static HarvestKind RatesOf(string name) =>
        new(
            name,
            [
                new("user_id", HarvestForm.Number, IsRequired: true, Refers: "users"),
                new("amount", HarvestForm.Number, IsRequired: true),
                new("start_date", HarvestForm.Date),
            ]
        );
}
