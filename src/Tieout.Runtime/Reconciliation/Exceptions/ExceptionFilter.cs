using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Runtime.Reconciliation.Exceptions;

/// <summary>Which exceptions are wanted; what is left out does not restrict.</summary>
/// <param name="Now">What begins to wait later is left out: an opportunity that may still be signed in time.</param>
public sealed record ExceptionFilter(
    string? Reason = null,
    ReasonOwner? Owner = null,
    string? Engagement = null,
    Instant? Now = null
)
{
    public static ExceptionFilter All { get; } = new();

    internal bool Accepts(ExceptionRow row) =>
        (Reason is null || Reason.Equals(row.Reason, StringComparison.OrdinalIgnoreCase))
        && !(Now < row.Since)
        && (Owner is null || Owner == row.Owner)
        && (Engagement is null || Engagement.Equals(row.Engagement, StringComparison.Ordinal));
}
