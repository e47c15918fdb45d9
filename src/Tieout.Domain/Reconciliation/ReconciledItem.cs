namespace Tieout.Domain.Reconciliation;

/// <summary>What one side says about a key.</summary>
/// <param name="Amount">Money, hours or a count; all items of a pair in one unit.</param>
/// <param name="Date">For the timing rule; never timing when none.</param>
/// <param name="Attributes">Further fields that both sides should agree on.</param>
public sealed record ReconciledItem(
    string Key,
    decimal Amount,
    LocalDate? Date,
    IReadOnlyDictionary<string, string?> Attributes
);
