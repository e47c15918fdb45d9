namespace Tieout.Domain.TimeValidation;

/// <summary>Where a time entry stands between capture and invoice.</summary>
/// <remarks>Source: domain rules §6.1.</remarks>
public enum EntryStatus
{
    Draft,
    Submitted,
    Approved,
    Rejected,
    ReopenRequested,
    Locked,
    Invoiced,
    WrittenOff,
    Superseded,
    Deleted,
}
