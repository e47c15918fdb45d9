namespace Tieout.Runtime.Intake;

/// <summary>A system tells its records otherwise than it used to.</summary>
/// <param name="Records">How many records before looked as they used to.</param>
/// <param name="Lost">Fields that something was read from and that no record of a page has any more.</param>
/// <param name="Other">Fields that are new, and fields that are gone and nothing was read from.</param>
public sealed record FieldDrift(
    long Records,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Other
);
