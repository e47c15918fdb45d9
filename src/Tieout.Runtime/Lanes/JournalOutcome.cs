using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Lanes;

/// <summary>What became of a journal of a month end.</summary>
/// <param name="Reference">The hub's, which the target keeps with it; none where none was made.</param>
/// <param name="Number">The target's own.</param>
/// <param name="Amount">Sum of the debits that were posted now, or would be.</param>
/// <param name="Reason">Of the catalogue; only where it is not posted.</param>
/// <param name="Message">Why it is not posted, and what helps.</param>
/// <param name="Lines">What was posted now, or would be.</param>
[Immutable]
public sealed record JournalOutcome(
    JournalStatus Status,
    string? Reference = null,
    string? Number = null,
    Money? Amount = null,
    string? Reason = null,
    string? Message = null,
    IReadOnlyList<JournalEntryLine>? Lines = null
)
{
    /// <summary>Whether the target holds all of it.</summary>
    public bool IsThere => Status is JournalStatus.Posted or JournalStatus.Unchanged;
}
