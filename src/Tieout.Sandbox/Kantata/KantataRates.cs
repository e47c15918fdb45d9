namespace Tieout.Sandbox.Kantata;

/// <summary>The kinds of record that say what an hour costs.</summary>
/// <remarks>
/// By the vendor's specification: a set has a card for each currency, and versions from a day on; a version
/// of the set has a version of each card, with a rate of its own for some roles and one for all others.
/// </remarks>
internal static class KantataRates
{
    private static readonly string[] Oldest = ["created_at:asc", "created_at:desc"];
    private static readonly string[] Newest = ["created_at:desc", "created_at:asc"];

    public static KantataKind Sets { get; } =
        new(
            "rate_card_sets",
            "rate_card_set",
            [
                new("title", IsRequired: true),
                new(
                    "workspace_group_ids",
                    KantataForm.Ids,
                    Default: "[]",
                    Refers: "workspace_groups"
                ),
            ],
            [
                new(
                    "rate_card_set_versions",
                    "rate_card_set_version_ids",
                    "rate_card_set_versions",
                    "rate_card_set_id"
                ),
                new("rate_cards", "rate_card_ids", "rate_cards", "rate_card_set_id"),
                new("workspace_groups", "workspace_group_ids", "workspace_groups"),
            ],
            [.. Oldest, "title:asc", "title:desc"]
        );

    public static KantataKind SetVersions { get; } =
        new(
            "rate_card_set_versions",
            "rate_card_set_version",
            [
                new("rate_card_set_id", KantataForm.Id, IsRequired: true, Refers: "rate_card_sets"),
                new("effective_date", KantataForm.Date),
            ],
            [
                new("rate_card_set", "rate_card_set_id", "rate_card_sets"),
                new(
                    "rate_card_versions",
                    "rate_card_version_ids",
                    "rate_card_versions",
                    "rate_card_set_version_id"
                ),
            ],
            Oldest
        );

    public static KantataKind Cards { get; } =
        new(
            "rate_cards",
            "rate_card",
            [
                new("rate_card_set_id", KantataForm.Id, IsRequired: true, Refers: "rate_card_sets"),
                new("currency", IsRequired: true),
            ],
            [
                new("rate_card_set", "rate_card_set_id", "rate_card_sets"),
                new(
                    "rate_card_versions",
                    "rate_card_version_ids",
                    "rate_card_versions",
                    "rate_card_id"
                ),
                KantataKinds.References("RateCard"),
            ],
            Newest
        )
        {
            Subject = "RateCard",
        };

    public static KantataKind Versions { get; } =
        new(
            "rate_card_versions",
            "rate_card_version",
            [new("default_rate", KantataForm.Whole)],
            [
                new("rate_card", "rate_card_id", "rate_cards"),
                new(
                    "rate_card_roles",
                    "rate_card_role_ids",
                    "rate_card_roles",
                    "rate_card_version_id"
                ),
                new("rate_card_set_version", "rate_card_set_version_id", "rate_card_set_versions"),
            ],
            Newest
        );

    public static KantataKind Roles { get; } =
        new(
            "rate_card_roles",
            "rate_card_role",
            [
                new(
                    "rate_card_version_id",
                    KantataForm.Id,
                    IsRequired: true,
                    Refers: "rate_card_versions"
                ),
                new("role_id", KantataForm.Id, IsRequired: true, Refers: "roles"),
                new("rate", KantataForm.Whole, IsRequired: true),
            ],
            [
                new("rate_card_version", "rate_card_version_id", "rate_card_versions"),
                new("role", "role_id", "roles"),
            ],
            Oldest
        );

    /// <summary>From the widest to the narrowest.</summary>
    public static IReadOnlyList<KantataKind> All { get; } =
    [Sets, SetVersions, Cards, Versions, Roles];
}
