namespace Tieout.Domain.TimeValidation;

/// <summary>Why an entry cannot be edited.</summary>
public enum EditRefusal
{
    BeforeLockedPeriod,
    GraceExpired,
}
