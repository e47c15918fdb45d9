namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>A query as it was read.</summary>
/// <param name="Text">The whole text, also for a query within another.</param>
/// <param name="From">An object, or within another query a relationship.</param>
/// <param name="Alias">What paths may begin with; none.</param>
internal sealed record SoqlQuery(
    string Text,
    IReadOnlyList<SoqlSelection> Select,
    string From,
    string? Alias,
    SoqlCondition? Where,
    IReadOnlyList<string> GroupBy,
    SoqlCondition? Having,
    IReadOnlyList<SoqlOrder> OrderBy,
    int? Limit,
    int? Offset
)
{
    /// <summary>Only how many there are is asked.</summary>
    public bool IsCount =>
        Select is [SoqlSelection.One { Operand: { Function: "COUNT", Path: "" } }];

    /// <summary>Rows are groups and not records.</summary>
    public bool IsGrouped =>
        GroupBy.Count > 0 || Select.Any(x => x is SoqlSelection.One { Operand.Function: not null });
}
