namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>The record that a formula is computed of.</summary>
/// <param name="Value">A field by its path, as it is being saved.</param>
/// <param name="Prior">The same as it was before; none when the record is new.</param>
/// <param name="Now">The time of the organisation.</param>
internal sealed record FormulaScope(
    Func<string, object?> Value,
    Func<string, object?>? Prior,
    DateTimeOffset Now
);
