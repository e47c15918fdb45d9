namespace Tieout.Domain.Canonical;

/// <summary>What the time on one invoice line has in common.</summary>
public enum GroupKey
{
    Role,
    Rate,
    Task,
    Resource,
    Project,
    Date,
    Entry,
}
