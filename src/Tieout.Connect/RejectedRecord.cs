using Tieout.Domain.Amounts;

namespace Tieout.Connect;

/// <summary>One record that was read and could not be taken; it is reported, not lost.</summary>
/// <param name="Origin">Where it was read.</param>
/// <param name="Code">Stable and dotted: <c>files.bad-date</c>.</param>
/// <param name="Field">The field at fault; none when the whole record is.</param>
/// <param name="Message">What is wrong and what would be right; at most 500 characters.</param>
/// <param name="Identity">
/// Of the fact that it would have been, such as <c>time/chronos/7</c>: the next one of this identity
/// on the same feed settles the rejection. None when the record does not tell; then the next
/// record at the same place does, or the next reading of the same file.
/// </param>
/// <param name="Effort">The time that the record reports, where it can be read nevertheless.</param>
public sealed record RejectedRecord(
    Origin Origin,
    string Code,
    string? Field,
    string Message,
    string? Identity = null,
    Effort? Effort = null
)
{
    /// <summary>What the rejection is about: an identity, else a place.</summary>
    public string Subject => Identity ?? Origin.Place;
}
