namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>One row of the catalogue: why work can be blocked, who acts, and by when.</summary>
/// <param name="Level">What the reason is attached to.</param>
/// <param name="DueWithin">
/// Default time to clear it, from the moment it arose; none where it ends by itself with a posting
/// window or a freeze.
/// </param>
/// <param name="HoldsWhen">The condition, for an operator.</param>
/// <param name="ClearedBy">What the owner does about it.</param>
/// <param name="ClearsItself">The hub clears it when the awaited fact arrives.</param>
public sealed record BlockingReason(
    ReasonCode Code,
    ReasonOwner Owner,
    ReasonLevel Level,
    Duration? DueWithin,
    string HoldsWhen,
    string ClearedBy,
    bool ClearsItself = false
);
