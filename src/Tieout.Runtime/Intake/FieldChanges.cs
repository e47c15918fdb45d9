namespace Tieout.Runtime.Intake;

/// <summary>What the records of a page have shown of a system's fields that was not known before.</summary>
/// <param name="New">Fields that no record before had.</param>
/// <param name="Optional">Fields that some record has not, though each one before had them.</param>
public sealed record FieldChanges(IReadOnlyList<string> New, IReadOnlyList<string> Optional);
