namespace Tieout.Sandbox.Kantata;

/// <summary>The kinds of record that people keep: themselves, clients, projects and what is said of them.</summary>
internal static class KantataKinds
{
    private static readonly string[] ByCreation = ["created_at:desc"];
    private static readonly string[] ByName = ["name:asc"];

    public static KantataKind Users { get; } =
        new(
            "users",
            "user",
            [
                new("full_name", IsRequired: true),
                new("email_address", IsRequired: true),
                new("headline"),
                new("role_id", KantataForm.Id, Refers: "roles"),
                new(
                    "photo_path",
                    Default: "\"https://app.mavenlink.com/images/default_profile.jpg\""
                ),
                new("generic", KantataForm.Flag, Default: "false"),
                new("disabled", KantataForm.Flag, Default: "false"),
                new("city"),
                new("country"),
            ],
            [
                new("role", "role_id", "roles"),
                new(
                    "account_membership",
                    "account_membership_id",
                    "account_memberships",
                    "user_id"
                ),
                Values("User"),
                References("User"),
            ],
            ["alphabetical:asc", "alphabetical:desc"]
        )
        {
            IsStamped = false,
            Subject = "User",
            Optional = ["city", "country"],
        };

    public static KantataKind AccountMemberships { get; } =
        new(
            "account_memberships",
            "account_membership",
            [
                new("permission", Default: "\"collaborator\""),
                new("is_administrator", KantataForm.Flag, Default: "false"),
                new("is_owner", KantataForm.Flag, Default: "false"),
                new("can_view_reports", KantataForm.Flag, Default: "false"),
                new("bill_rate_in_cents", KantataForm.Whole),
                new("cost_rate_in_cents", KantataForm.Whole),
                new("user_id", KantataForm.Id, Refers: "users"),
                new("disabled_at"),
            ],
            [new("user", "user_id", "users")],
            ByCreation
        );

    public static KantataKind Roles { get; } =
        new("roles", "role", [new("name", IsRequired: true)], [References("Role")], ByName)
        {
            Subject = "Role",
        };

    public static KantataKind WorkspaceGroups { get; } =
        new(
            "workspace_groups",
            "workspace_group",
            [
                new("name", IsRequired: true),
                new("company", KantataForm.Flag, Default: "false"),
                new("contact_name"),
                new("email"),
                new("address"),
                new("phone_number"),
                new("website"),
                new("notes"),
            ],
            [
                new("workspaces", "workspace_ids", "workspaces", "workspace_group_ids"),
                References("WorkspaceGroup"),
            ],
            ["name:asc", "created_at:asc", "created_at:desc", "updated_at:asc", "updated_at:desc"]
        )
        {
            Subject = "WorkspaceGroup",
        };

    public static KantataKind Workspaces { get; } =
        new(
            "workspaces",
            "workspace",
            [
                new("title", IsRequired: true),
                new("description"),
                new("archived", KantataForm.Flag, Default: "false"),
                new("start_date", KantataForm.Date),
                new("due_date", KantataForm.Date),
                new("budgeted", KantataForm.Flag, Default: "true"),
                new("currency", Default: "\"USD\""),
                new("price_in_cents", KantataForm.Whole),
                new(
                    "access_level",
                    Default: "\"invitation\"",
                    Words: ["invitation", "open", "admins"]
                ),
                new("consultant_role_name", Default: "\"Consultants\""),
                new("client_role_name", Default: "\"Clients\""),
                new("require_time_approvals", KantataForm.Flag, Default: "false"),
                new("require_expense_approvals", KantataForm.Flag, Default: "false"),
                new("change_orders_enabled", KantataForm.Flag, Default: "false"),
                new("tasks_default_non_billable", KantataForm.Flag, Default: "false"),
                new("stories_are_fixed_fee_by_default", KantataForm.Flag, Default: "false"),
                new("expenses_in_burn_rate", KantataForm.Flag, Default: "true"),
                new("target_margin", KantataForm.Whole),
                new("rate_card_id", KantataForm.Whole),
                new(
                    "workspace_group_ids",
                    KantataForm.Ids,
                    Default: "[]",
                    Refers: "workspace_groups"
                ),
                new("participant_ids", KantataForm.Ids, Default: "[]", Refers: "users"),
            ],
            [
                new("creator", "creator_id", "users"),
                new("participants", "participant_ids", "users"),
                new("workspace_groups", "workspace_group_ids", "workspace_groups"),
                new(
                    "timesheet_submissions",
                    "timesheet_submission_ids",
                    "timesheet_submissions",
                    "workspace_id"
                ),
                Values("Workspace"),
                References("Workspace"),
            ],
            ["title:asc", "created_at:asc", "created_at:desc", "updated_at:asc", "updated_at:desc"]
        )
        {
            Subject = "Workspace",
            Optional = ["lock_date"],
        };

    public static KantataKind Stories { get; } =
        new(
            "stories",
            "story",
            [
                new("title", IsRequired: true),
                new("description"),
                new(
                    "story_type",
                    IsRequired: true,
                    Default: "\"task\"",
                    Words: ["task", "deliverable", "milestone", "issue"]
                ),
                new("state", Default: "\"not started\""),
                new("priority", Default: "\"normal\""),
                new("archived", KantataForm.Flag, Default: "false"),
                new("billable", KantataForm.Flag, Default: "true"),
                new("fixed_fee", KantataForm.Flag, Default: "false"),
                new("time_trackable", KantataForm.Flag, Default: "true"),
                new("start_date", KantataForm.Date),
                new("due_date", KantataForm.Date),
                new("percentage_complete", KantataForm.Whole, Default: "0"),
                new("time_estimate_in_minutes", KantataForm.Whole),
                new("budget_estimate_in_cents", KantataForm.Whole),
                new("workspace_id", KantataForm.Id, IsRequired: true, Refers: "workspaces"),
                new("parent_id", KantataForm.Id, Refers: "stories"),
            ],
            [
                new("workspace", "workspace_id", "workspaces"),
                new("creator", "creator_id", "users"),
                new("parent", "parent_id", "stories"),
                References("Story"),
            ],
            ["created_at:desc", "created_at:asc", "updated_at:asc", "updated_at:desc"]
        )
        {
            Subject = "Story",
        };

    public static KantataKind CustomFields { get; } =
        new(
            "custom_fields",
            "custom_field",
            [
                new("name", IsRequired: true),
                new(
                    "subject_type",
                    IsRequired: true,
                    Words: ["Estimate", "Workspace", "WorkspaceGroup", "Resource", "Story", "User"]
                ),
                new("value_type", Default: "\"string\"", Words: ["string", "date", "number"]),
                new("read_access", Default: "\"project_collaboration\""),
                new("write_access", Default: "\"project_admin\""),
                new("default_text"),
            ],
            [],
            ["created_at:desc", "created_at:asc"]
        );

    public static KantataKind CustomFieldValues { get; } =
        new(
            "custom_field_values",
            "custom_field_value",
            [
                new("custom_field_id", KantataForm.Id, IsRequired: true, Refers: "custom_fields"),
                new("subject_type", IsRequired: true),
                new("subject_id", KantataForm.Whole, IsRequired: true),
                new("value", KantataForm.Any),
            ],
            [new("custom_field", "custom_field_id", "custom_fields")],
            ["created_at:desc", "created_at:asc", "updated_at:asc", "updated_at:desc"]
        );

    public static KantataKind ExpenseCategories { get; } =
        new("expense_categories", "expense_category", [new("name", IsRequired: true)], [], ByName)
        {
            IsStamped = false,
        };

    public static KantataKind ExternalReferences { get; } =
        new(
            "external_references",
            "external_reference",
            [
                new("subject_type", IsRequired: true),
                new("subject_id", KantataForm.Whole, IsRequired: true),
                new("service_name", IsRequired: true),
                new("service_model", IsRequired: true),
                new("service_model_ref", IsRequired: true),
                new(
                    "status",
                    Default: "\"successful\"",
                    Words: ["successful", "pending", "failed"]
                ),
                new("external_link"),
                new("external_message"),
                new("external_status"),
                new("locked", KantataForm.Flag, Default: "false"),
            ],
            [],
            ["created_at:desc", "created_at:asc", "updated_at:asc", "updated_at:desc"]
        );

    public static KantataLink References(string subject) =>
        new(
            "external_references",
            "external_reference_ids",
            "external_references",
            "subject_id",
            subject
        );

    private static KantataLink Values(string subject) =>
        new(
            "custom_field_values",
            "custom_field_value_ids",
            "custom_field_values",
            "subject_id",
            subject
        );
}
