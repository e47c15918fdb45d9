namespace Tieout.Sandbox.Kantata;

/// <summary>Every kind of record that is served.</summary>
internal static class KantataModel
{
    public static IReadOnlyList<KantataKind> All { get; } =
    [
        KantataKinds.Users,
        KantataKinds.AccountMemberships,
        KantataKinds.Roles,
        KantataKinds.WorkspaceGroups,
        KantataKinds.Workspaces,
        KantataKinds.Stories,
        KantataKinds.CustomFields,
        KantataKinds.CustomFieldValues,
        KantataKinds.ExpenseCategories,
        KantataKinds.ExternalReferences,
        KantataWork.TimeEntries,
        KantataWork.Expenses,
        KantataWork.TimesheetSubmissions,
        KantataWork.ExpenseReportSubmissions,
        KantataWork.Resolutions,
        KantataWork.Invoices,
        KantataWork.LineItemLocks,
        .. KantataRates.All,
    ];

    public static KantataKind? Find(string name) =>
        All.FirstOrDefault(x => x.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>The kind that an external reference or a custom field calls so.</summary>
    public static KantataKind? OfSubject(string? subject) =>
        All.FirstOrDefault(x =>
            x.Subject is not null && x.Subject.Equals(subject, StringComparison.Ordinal)
        );
}
