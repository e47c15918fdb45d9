namespace Tieout.Connect;

/// <summary>One record that was read and could not be understood; it is reported, not lost.</summary>
/// <param name="Origin">Where it was read.</param>
/// <param name="Code">Stable and dotted: <c>files.bad-date</c>.</param>
/// <param name="Field">The field at fault; none when the whole record is.</param>
/// <param name="Message">What is wrong and what would be right; at most 500 characters.</param>
public sealed record RejectedRecord(Origin Origin, string Code, string? Field, string Message);
