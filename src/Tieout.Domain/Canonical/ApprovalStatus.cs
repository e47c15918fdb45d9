namespace Tieout.Domain.Canonical;

/// <summary>Where a piece of work stands in its source's approval.</summary>
/// <remarks>An approval names the version it approves and never applies to a later one.</remarks>
public enum ApprovalStatus
{
    Draft,
    Submitted,
    Approved,
    Rejected,
}
