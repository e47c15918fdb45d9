namespace Tieout.Domain.Reconciliation;

/// <summary>A key about which the sides differ.</summary>
/// <param name="Difference">Left less right.</param>
/// <param name="Fields">Compared fields that differ.</param>
public sealed record ReconciliationBreak(
    string Key,
    BreakClass Class,
    decimal Difference,
    IReadOnlyList<string> Fields
);
