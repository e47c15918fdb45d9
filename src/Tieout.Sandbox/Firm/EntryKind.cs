namespace Tieout.Sandbox.Firm;

/// <summary>What happens to a time entry on its way; each entry is of exactly one kind.</summary>
public enum EntryKind
{
    /// <summary>Booked, approved, told once.</summary>
    Ordinary,

    /// <summary>Handed in with its month, approved in a version of the next wave.</summary>
    LateApproval,

    /// <summary>Handed in and never approved.</summary>
    NeverApproved,

    /// <summary>Other minutes in a second version of the same file.</summary>
    CorrectedBeforeBilling,

    /// <summary>Other minutes in a version that comes after the month was invoiced.</summary>
    CorrectedAfterBilling,

    /// <summary>The second version comes before the first.</summary>
    OutOfOrder,

    /// <summary>The same row twice in one file.</summary>
    DuplicateInFile,

    /// <summary>The same row again in the next wave.</summary>
    DuplicateLater,

    /// <summary>Sent back by the approver.</summary>
    Rejected,

    /// <summary>Never handed in.</summary>
    Draft,

    /// <summary>Not billable, on a customer's project.</summary>
    NonBillable,

    /// <summary>On the firm's own project.</summary>
    Internal,

    /// <summary>On a project that is set up in the last wave.</summary>
    LateProject,

    /// <summary>On a project code that nobody ever sets up.</summary>
    UnknownProject,

    /// <summary>In a role that no card prices.</summary>
    MissingRate,

    /// <summary>In a role whose card comes with the last wave.</summary>
    LateRate,

    /// <summary>After the last day of the contract.</summary>
    OutsideTerm,

    /// <summary>On a project with a billing hold.</summary>
    ProjectHold,

    /// <summary>For a customer on credit hold.</summary>
    CustomerHold,

    /// <summary>After the effective date of an amendment that is not signed.</summary>
    PendingAmendment,

    /// <summary>Deleted at the source before its month was invoiced.</summary>
    Withdrawn,

    /// <summary>Deleted at the source after its month was invoiced.</summary>
    WithdrawnAfterBilling,

    /// <summary>The same version again with other minutes, in the next wave.</summary>
    VersionConflict,
}
